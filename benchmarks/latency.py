"""From a slider's move to the painted chart, beside the chart library's redraw alone."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.visits import a_browser
from tests.browser.driver import SiteDriver
from tools.static_server import serving

if TYPE_CHECKING:
    from pathlib import Path

# One move of the slider, then one redraw of the very charts that the move before drew; so both see
# the same data and the same moments of the machine.
MOVE_AND_REDRAW = """async ({ control, moves }) => {
  const slider = document.querySelector(`[data-control="${control}"] input[type="range"]`);
  const plots = () => [...document.querySelectorAll(".js-plotly-plot")].filter((plot) => {
    const { top, bottom } = plot.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  slider.scrollIntoView({ block: "start" });
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  }));
  const drawn = () => new Promise((done) => {
    const [first] = plots();
    const heard = () => { first.removeListener("plotly_afterplot", heard); done(); };
    first.on("plotly_afterplot", heard);
  });
  const idle = () => new Promise((done) => setTimeout(done, 60));
  while (plots().length === 0) await idle();
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const times = { slider: [], plotly: [], charts: plots().length };
  for (let move = 0; move < moves; move += 1) {
    await idle();
    const redrawn = drawn();
    let since = performance.now();
    slider.value = String(low + ((high - low) * ((move * 7) % 20)) / 20);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await redrawn;
    times.slider.push((await painted()) - since);
    await idle();
    const copies = plots().map(({ data, layout }) => structuredClone({ data, layout }));
    since = performance.now();
    await Promise.all(plots().map((plot, at) => {
      return Plotly.react(plot, copies[at].data, copies[at].layout);
    }));
    times.plotly.push((await painted()) - since);
  }
  return times;
}"""


def measure(site: Path, lab_id: str, control: str, moves: int) -> None:
    """Print medians, 95th percentiles and the ratio of medians."""
    with serving(site, "/labs-site/") as address, a_browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        lab = SiteDriver(page, address)
        lab.open_lab(lab_id)
        lab.open_gate(control.partition(".")[0])
        page.mouse.wheel(0, 100)
        times = page.evaluate(MOVE_AND_REDRAW, {"control": control, "moves": moves})
    print(f"Latency: {control} of {lab_id}, {times['charts']} chart(s) in sight, {moves} moves")
    for name in ("slider", "plotly"):
        p95 = quantiles(times[name], n=20)[-1]
        what = "slider to painted chart" if name == "slider" else "Plotly.react alone"
        print(f"  {what:24} median {median(times[name]):5.1f} ms   p95 {p95:5.1f} ms")
    print(f"  ratio of medians         {median(times['slider']) / median(times['plotly']):.2f}")
