use super::*;

type Make = fn() -> Settings;

fn message(make: Make) -> String {
    let panic = std::panic::catch_unwind(make).unwrap_err();
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn each_value_out_of_range_is_named() {
    let table: [(Make, &str); 13] = [
        (|| Settings::DEFAULT.consecutive(0), "`consecutive`"),
        (|| Settings::DEFAULT.failure_rate(0), "`failure_rate`"),
        (|| Settings::DEFAULT.failure_rate(101), "`failure_rate`"),
        (|| Settings::DEFAULT.slow_rate(101), "`slow_rate`"),
        (|| Settings::DEFAULT.slow(Duration::ZERO), "`slow`"),
        (|| Settings::DEFAULT.last(10_001), "`last`"),
        (|| Settings::DEFAULT.within(Duration::from_millis(9)), "`within`"),
        (|| Settings::DEFAULT.min_calls(0), "`min_calls`"),
        (|| Settings::DEFAULT.open(Duration::from_micros(999)), "`open`"),
        (|| Settings::DEFAULT.open_max(Duration::ZERO), "`open_max`"),
        (|| Settings::DEFAULT.probes(0), "`probes`"),
        (|| Settings::DEFAULT.closes_after(0), "`closes_after`"),
        (|| Settings::DEFAULT.keys(0), "`keys`"),
    ];
    for (make, option) in table {
        assert!(message(make).starts_with(option), "{option}: {}", message(make));
    }
}

#[test]
fn the_edges_of_each_range_are_inside_it() {
    let lowest = Settings::DEFAULT.failure_rate(1).last(1).probes(1).open(MILLI).checked();
    let highest = Settings::DEFAULT.failure_rate(100).last(10_000).probes(1000).checked();
    assert_ne!(lowest, highest);
}

const MILLI: Duration = Duration::from_millis(1);
