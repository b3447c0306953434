# SPDX-License-Identifier: Apache-2.0
import os
import signal
import sys
import threading
import time

import pytest

import libmatch
from libmatch import Matcher, Roster, Taxonomy

TODAY = "2025-02-10"


@pytest.fixture(scope="module")
def matcher(market):
    return Matcher(market, today=TODAY)


@pytest.fixture(scope="module")
def some(bundled, crowd):
    return Roster.from_records(bundled, crowd.to_records()[:300], strict=True)


def test_the_number_of_threads_changes_nothing(matcher, some):
    one = list(matcher.rank_all(some, top=5))
    assert len(one) == 300
    assert one[17] == matcher.rank(some, 17, top=5)
    for threads in (2, 7):
        assert list(matcher.rank_all(some, top=5, threads=threads)) == one
    for wrong in (0, 257, -1, 2**40):
        with pytest.raises((ValueError, OverflowError)):
            matcher.rank_all(some, threads=wrong)


def test_a_callback_hears_everybody_in_order(matcher, some):
    heard = []
    caller = threading.get_ident()

    def hear(result):
        assert threading.get_ident() == caller
        heard.append(result)

    assert matcher.rank_all(some, top=3, threads=2, callback=hear) is None
    assert [result.subject for result in heard] == some.ids
    assert heard == list(matcher.rank_all(some, top=3))


def test_returning_false_stops_without_an_error(matcher, some):
    heard = []

    def hear(result):
        heard.append(result.subject)
        return len(heard) < 5

    matcher.rank_all(some, threads=2, callback=hear)
    assert heard == some.ids[:5]


def test_an_exception_in_a_callback_comes_through(matcher, some):
    def fail(result):
        raise ZeroDivisionError(result.subject)

    for threads in (1, 2):
        with pytest.raises(ZeroDivisionError, match=some.ids[0]):
            matcher.rank_all(some, threads=threads, callback=fail)
    assert len(matcher.rank_all(some)) == 300


def test_a_callback_may_use_the_matcher_but_not_change_the_roster(matcher, some):
    def hear(result):
        assert matcher.rank(some, result.subject) == result
        with pytest.raises(RuntimeError, match="in use"):
            some.parse("id\nlate\n")
        return False

    matcher.rank_all(some, callback=hear)
    assert "late" not in some


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")
@pytest.fixture
def interrupts():
    """Ctrl-C as at a terminal; a run in the background starts with it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_stops_a_bulk_run(matcher, crowd, interrupts):
    heard = []

    def hear(result):
        heard.append(result)
        if len(heard) == 3:
            os.kill(os.getpid(), signal.SIGINT)

    for threads in (1, 2):
        heard.clear()
        with pytest.raises(KeyboardInterrupt):
            matcher.rank_all(crowd, threads=threads, callback=hear)
        assert 3 <= len(heard) < len(crowd)
    threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        while True:
            matcher.rank_all(crowd, top=1)


def beats_during(call):
    """How often another Python thread runs while *call* does."""
    beats = 0
    stop = threading.Event()

    def beat():
        nonlocal beats
        while not stop.is_set():
            beats += 1
            time.sleep(0.001)

    interval = sys.getswitchinterval()
    thread = threading.Thread(target=beat)
    thread.start()
    # Nobody is asked to let go of the lock: only who gives it up lets the other one run.
    sys.setswitchinterval(1000)
    before = beats
    try:
        call()
        return beats - before
    finally:
        sys.setswitchinterval(interval)
        stop.set()
        thread.join()


def test_long_calls_let_other_threads_run(matcher, crowd, bundled, tmp_path):
    path = tmp_path / "crowd.csv"
    crowd.write(path)
    taxonomy_text = (
        "format: libmatch-taxonomy/1\nname: big\nversion: '1'\nlicence: none\nskills:\n"
        + "".join(f"  - code: S{i}\n    labels: {{en: do thing {i}}}\n" for i in range(5000))
    )
    for call in (
        lambda: matcher.rank_all(crowd, top=1, callback=None),
        lambda: Roster(bundled).read(path),
        lambda: crowd.write(tmp_path / "copy.jsonl"),
        lambda: Taxonomy.parse(taxonomy_text),
    ):
        assert beats_during(call) > 0


def test_one_matcher_serves_many_threads(matcher, some):
    expected = [matcher.rank(some, i, top=3) for i in range(len(some))]
    found = {}
    errors = []

    def work(first):
        try:
            for i in range(first, len(some), 4):
                found[i] = matcher.rank(some, i, top=3)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [found[i] for i in range(len(some))] == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_child_can_go_on(matcher, some):
    expected = matcher.rank(some, 0)
    child = os.fork()
    if child == 0:
        os._exit(0 if matcher.rank(some, 0) == expected
                 and len(matcher.rank_all(some, threads=2)) == 300 else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_results_and_handles_do_not_leak(matcher, some):
    resource = pytest.importorskip("resource")
    if os.environ.get("MATCH_SANITIZERS", "").strip():
        return  # a sanitizer keeps freed memory for a while

    def run():
        for _ in range(40):
            matcher.rank_all(some, top=20)
            matcher.explain(some, 1, 1)
            matcher.rank(some, 1, top=50).blocked
            libmatch.Policy.default()
            Taxonomy.parse(libmatch.examples.TAXONOMY)

    run()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
