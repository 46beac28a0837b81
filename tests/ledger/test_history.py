"""What a record keeps of a reader's attempts: the first finished, the best, and the latest."""

from mlsys_core.labs import get
from mlsys_core.session import METHODS

LAB = "v1_12"


class Reader:
    """Works in one lab and saves after every step."""

    def __init__(self):
        self.place = None
        self.record = None
        self.minute = 0

    def does(self, **happened):
        self.minute += 1
        request = {"lab": LAB, "place": self.place, "event": happened, "now": self.now}
        self.place = METHODS["event"](request)["place"]
        made = {"lab": LAB, "place": self.place, "previous": self.record, "now": self.now}
        self.record = METHODS["record"](made)["record"]

    @property
    def now(self):
        return f"2026-03-01T10:{self.minute:02d}:00.000Z"

    def answers_everything(self):
        for act in get(LAB).acts:
            for question in act.questions:
                self.does(type="commit", question=f"{act.id}.{question.id}", option="a")


def test_the_first_attempt_is_the_design_the_reader_first_finished_with():
    reader = Reader()
    reader.does(type="commit", question="act1.prediction", option="a")
    reader.does(type="set", control="act1.num_proc", value="8", settled=True)
    reader.answers_everything()
    reader.does(type="set", control="act1.num_proc", value="2", settled=True)
    history = reader.record["history"]
    assert history["first"]["design"]["act1.num_proc"] == 8
    assert reader.record["design"]["act1.num_proc"] == 2


def test_the_best_attempt_stays_when_a_worse_one_follows():
    reader = Reader()
    reader.answers_everything()
    assert reader.record["final_ok"] is False
    reader.does(type="set", control="act2.bench_type", value="replay", settled=True)
    reader.does(type="set", control="act2.bench_batch", value="4", settled=True)
    good = dict(reader.record["design"])
    assert reader.record["final_ok"] is True
    reader.does(type="set", control="act2.bench_batch", value="64", settled=True)
    best = reader.record["history"]["best"]
    assert best["design"] == good
    assert best["failing"] == []
    assert reader.record["final_ok"] is False


def test_the_history_is_bounded_and_an_unchanged_save_changes_nothing():
    reader = Reader()
    reader.answers_everything()
    before = reader.record
    reader.does(type="open")
    assert reader.record == before
    for cores in (2, 4, 8, 16, 32) * 4:
        reader.does(type="set", control="act1.num_proc", value=str(cores), settled=True)
    assert set(reader.record["history"]) == {"first", "best"}


def test_every_attempt_says_which_lab_and_which_physics_it_was_made_with():
    reader = Reader()
    reader.answers_everything()
    for made in (reader.record, *reader.record["history"].values()):
        assert made["lab_version"] == get(LAB).version
        assert made["core_version"]


def test_of_two_tabs_the_answer_locked_in_first_goes_on_record():
    early, late = Reader(), Reader()
    early.does(type="commit", question="act1.prediction", option="b")
    late.minute = 30
    late.does(type="commit", question="act1.prediction", option="c")
    made = {"lab": LAB, "place": early.place, "previous": late.record, "now": late.now}
    record = METHODS["record"](made)["record"]
    assert record["act1"]["choice"] == "b"
    made = {"lab": LAB, "place": late.place, "previous": early.record, "now": late.now}
    assert METHODS["record"](made)["record"]["act1"]["choice"] == "b"
