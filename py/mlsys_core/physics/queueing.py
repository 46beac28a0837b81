"""How long work waits for servers that are busy most of the time."""

from mlsys_core.elementwise import Number, is_array, log, maximum, ratio_or_inf, where
from mlsys_core.physics.ranges import (
    require_inner_share,
    require_not_negative,
    require_positive,
    require_whole,
)


def erlang_b(servers: Number, offered_load: Number) -> Number:
    """Share of arrivals that find all servers busy and go away.

    Law: B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)), up to k = c
    Valid: servers c, a whole number, 1 or more; offered_load a, arrival rate times service time,
        0 or more
    Source: Erlang 1917, "Solution of some problems in the theory of probabilities"

    >>> erlang_b(servers=2, offered_load=2)
    0.4
    """
    require_whole("queueing.erlang_b", servers=servers)
    require_not_negative("queueing.erlang_b", offered_load=offered_load)
    return _blocked(servers, offered_load)


def erlang_c(servers: Number, utilisation: Number) -> Number:
    """Share of arrivals that must wait for a server; all of them once servers cannot keep up.

    Law: B / (1 - rho (1 - B)), with B the Erlang B of c servers at load c rho; 1 if rho >= 1
    Valid: servers c, a whole number, 1 or more; utilisation rho, 0 or more
    Source: Erlang 1917, "Solution of some problems in the theory of probabilities"

    >>> erlang_c(servers=1, utilisation=0.75)
    0.75
    """
    require_whole("queueing.erlang_c", servers=servers)
    require_not_negative("queueing.erlang_c", utilisation=utilisation)
    return _waiting(servers, utilisation)


def wait_quantile_s(
    *,
    quantile: Number,
    servers: Number,
    utilisation: Number,
    service_s: Number,
    arrival_cv2: Number = 1.0,
    service_cv2: Number = 1.0,
) -> Number:
    """Wait, in s, that a share of all arrivals stays below; endless once servers cannot keep up.

    Exact for Poisson arrivals and exponential service (both squared coefficients of variation 1);
    otherwise the heavy-traffic tail, close at high utilisation.

    Law: max(0, ln(C / (1 - p))) s / (c (1 - rho)) (ca2 + cs2)/2, with C the Erlang C
    Valid: quantile p between 0 and 1; servers c, a whole number, 1 or more; utilisation rho,
        arrival_cv2 ca2 and service_cv2 cs2, 0 or more; service_s s above 0
    Source: Erlang 1917 for C; Kingman 1961 and Allen 1990 (Allen-Cunneen) for the variability

    >>> wait_quantile_s(quantile=0.5, servers=1, utilisation=0.5, service_s=3.0)
    0.0
    """
    law = "queueing.wait_quantile_s"
    require_inner_share(law, quantile=quantile)
    require_whole(law, servers=servers)
    require_not_negative(
        law, utilisation=utilisation, arrival_cv2=arrival_cv2, service_cv2=service_cv2
    )
    require_positive(law, service_s=service_s)
    exceedances = maximum(0.0, log(_waiting(servers, utilisation) / (1.0 - quantile)))
    variability = (arrival_cv2 + service_cv2) / 2.0
    headroom = servers * maximum(0.0, 1.0 - utilisation)
    return ratio_or_inf(exceedances * variability * service_s, headroom)


def _blocked(servers: Number, offered_load: Number) -> Number:
    most = int(servers.max()) if is_array(servers) else int(servers)
    blocked: Number = 1.0
    for count in range(1, most + 1):
        with_one_more = offered_load * blocked / (count + offered_load * blocked)
        blocked = where(count <= servers, with_one_more, blocked)
    return blocked


def _waiting(servers: Number, utilisation: Number) -> Number:
    blocked = _blocked(servers, servers * utilisation)
    waiting = ratio_or_inf(blocked, 1.0 - utilisation * (1.0 - blocked))
    return where(utilisation < 1, waiting, 1.0)
