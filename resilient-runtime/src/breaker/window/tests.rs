use super::*;

const SECOND: Duration = Duration::from_secs(1);
const S: Mark = Mark { failed: false, slow: false };
const F: Mark = Mark { failed: true, slow: false };
const SLOW_S: Mark = Mark { failed: false, slow: true };
const SLOW_F: Mark = Mark { failed: true, slow: true };

fn at(start: Instant, millis: u64) -> Instant {
    start + Duration::from_millis(millis)
}

/// Records the marks at the times given in milliseconds, and returns the tally after each.
fn tallies(span: Span, calls: &[(u64, Mark)]) -> Vec<(u64, u64, u64)> {
    let start = Instant::now();
    let mut window = Window::new(span, start);
    let record = |(millis, mark): &(u64, Mark)| {
        window.record(*mark, at(start, *millis));
        let Tally { calls, failures, slow } = window.tally(at(start, *millis));
        (calls, failures, slow)
    };
    calls.iter().map(record).collect()
}

fn failures(span: Span, calls: &[(u64, Mark)]) -> Vec<(u64, u64)> {
    tallies(span, calls).into_iter().map(|(calls, failures, _)| (calls, failures)).collect()
}

#[test]
fn a16_a_count_window_forgets_the_oldest_call() {
    let calls = [(0, F), (0, S), (0, S), (0, S), (0, S)];
    let expected = [(1, 1), (2, 1), (3, 1), (4, 1), (4, 0)];
    assert_eq!(failures(Span::Calls(4), &calls), expected);
}

#[test]
fn a17_a_count_window_forgets_slow_calls_as_well() {
    let calls = [(0, SLOW_F), (0, SLOW_S), (0, S), (0, S), (0, S)];
    let expected = [(1, 1, 1), (2, 1, 2), (2, 0, 1), (2, 0, 0), (2, 0, 0)];
    assert_eq!(tallies(Span::Calls(2), &calls), expected);
}

#[test]
fn a19_a_ring_wider_than_a_word_counts_each_place_once() {
    let mut window = Window::new(Span::Calls(100), Instant::now());
    let now = Instant::now();
    for number in 0..50 {
        window.record(if number % 3 == 0 { S } else { F }, now);
    }
    assert_eq!(window.tally(now), Tally { calls: 50, failures: 33, slow: 0 });
    let mut record = |successes| {
        (0..successes).for_each(|_| window.record(S, now));
        let Tally { calls, failures, .. } = window.tally(now);
        (calls, failures)
    };
    // The first that is written over is a success, the second a failure.
    assert_eq!([record(50), record(1), record(1)], [(100, 33), (100, 33), (100, 32)]);
    assert_eq!(record(48), (100, 0));
}

#[test]
fn b4_a_time_window_lets_go_of_each_slice_in_its_turn() {
    let calls = [
        (0, F),
        (100, S),
        (200, S),
        (1200, S),
        (2200, S),
        (3200, F),
        (4200, S),
        (5200, S),
        (6200, S),
        (11_200, S),
    ];
    let (totals, failed): (Vec<_>, Vec<_>) =
        failures(Span::Time(SECOND * 5), &calls).into_iter().unzip();
    assert_eq!(totals, [1, 2, 3, 4, 5, 6, 7, 5, 5, 1]);
    assert_eq!(failed, [1, 1, 1, 1, 1, 2, 2, 1, 1, 0]);
}

#[test]
fn b5_b6_ten_slices_hold_exactly_the_latest_ten() {
    let start = Instant::now();
    let mut window = Window::new(Span::Time(SECOND * 10), start);
    for second in 0..10 {
        window.record(S, at(start, second * 1000));
    }
    assert_eq!(window.tally(at(start, 10_000)).calls, 9);
    assert_eq!(window.tally(at(start, 11_000)).calls, 8);
}

#[test]
fn b5_the_rate_falls_as_failures_go() {
    let start = Instant::now();
    let mut window = Window::new(Span::Time(SECOND * 10), start);
    let mut seen = Vec::new();
    for (round, second) in [F, F, S, S, S].into_iter().enumerate() {
        let then = at(start, round as u64 * 2000);
        window.record(second, then);
        window.record(S, then);
        let Tally { calls, failures, .. } = window.tally(then + SECOND * 2);
        seen.push((calls, failures));
    }
    assert_eq!(seen, [(2, 1), (4, 2), (6, 2), (8, 2), (8, 1)]);
    assert_eq!(window.tally(at(start, 12_000)), Tally { calls: 6, failures: 0, slow: 0 });
}

#[test]
fn b7_at_exactly_its_length_everything_has_gone() {
    for late in [10_000, 10_001] {
        let start = Instant::now();
        let mut window = Window::new(Span::Time(SECOND * 10), start);
        window.record(S, start);
        window.record(S, start);
        assert_eq!(window.tally(at(start, late)), Tally::default());
    }
}

#[test]
fn fault_31_years_of_idleness_cost_ten_steps() {
    let start = Instant::now();
    let mut window = Window::new(Span::Time(Duration::from_millis(10)), start);
    window.record(F, start);
    let century = start + SECOND * 3_000_000_000;
    assert_eq!(window.tally(century), Tally::default());
    window.record(F, century);
    assert_eq!(window.tally(century).failures, 1);
}

#[test]
fn b25_a_clock_that_goes_back_counts_into_the_latest_slice() {
    let start = Instant::now();
    let mut window = Window::new(Span::Time(SECOND * 10), start);
    window.record(F, at(start, 9_000));
    window.record(F, start);
    assert_eq!(window.tally(at(start, 9_000)).failures, 2);
    assert_eq!(window.tally(at(start, 19_000)).failures, 0);
}

#[test]
fn fault_53_windows_of_one_and_without_end_work() {
    let calls = [(0, F), (0, F), (0, S)];
    assert_eq!(failures(Span::Calls(1), &calls), [(1, 1), (1, 1), (1, 0)]);
    let endless = Span::Time(Duration::MAX);
    assert_eq!(failures(endless, &calls), [(1, 1), (2, 2), (3, 2)]);
}

#[test]
fn fault_52_counts_stay_where_they_are_at_the_top() {
    let start = Instant::now();
    let mut slices = Slices::new(SECOND, start);
    slices.total = Tally { calls: u64::MAX, failures: u64::MAX, slow: u64::MAX };
    slices.record(SLOW_F, start);
    assert_eq!(slices.total, Tally { calls: u64::MAX, failures: u64::MAX, slow: u64::MAX });
}

#[test]
fn t1_the_window_slides_whatever_came_before() {
    let now = Instant::now();
    let mut window = Window::new(Span::Calls(100), now);
    (0..10_000).for_each(|_| window.record(S, now));
    (0..50).for_each(|_| window.record(F, now));
    assert_eq!(window.tally(now), Tally { calls: 100, failures: 50, slow: 0 });
}

/// Both windows against the plainest thing that could work: a list of everything.
#[test]
fn windows_agree_with_a_list_of_all_calls() {
    for seed in 0..50 {
        let (start, mut millis, mut dice) = (Instant::now(), 0, seed);
        let mut list: Vec<(u64, Mark)> = Vec::new();
        let mut count = Window::new(Span::Calls(7), start);
        let mut time = Window::new(Span::Time(SECOND), start);
        for _ in 0..300 {
            let (next, drawn) = crate::dice::splitmix64(dice);
            dice = next;
            millis += drawn % 170;
            let mark = Mark { failed: drawn >> 20 & 1 == 1, slow: drawn >> 21 & 1 == 1 };
            list.push((millis, mark));
            let now = at(start, millis);
            count.record(mark, now);
            time.record(mark, now);
            assert_eq!(count.tally(now), sum(list.iter().rev().take(7)));
            // Slices are a tenth of a second wide; ten of them, the present one included.
            let first = (millis / 100).saturating_sub(9) * 100;
            assert_eq!(time.tally(now), sum(list.iter().filter(|call| call.0 >= first)));
        }
    }
}

fn sum<'a>(calls: impl Iterator<Item = &'a (u64, Mark)>) -> Tally {
    let mut total = Tally::default();
    calls.for_each(|(_, mark)| total.add(mark.tally()));
    total
}
