//! Tests of the limits with a clock that the test moves.

use governor::clock::FakeRelativeClock;

use super::*;

fn limits(per_second: u32, burst: u32) -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
    let (per_second, burst) = (NonZeroU32::new(per_second).unwrap(), NonZeroU32::new(burst).unwrap());
    with(LimitOptions { per_second, burst, ..LimitOptions::default() })
}

fn with(options: LimitOptions) -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
    let clock = FakeRelativeClock::default();
    (Limits::with_clock(options, clock.clone()), clock)
}

fn name(caller: &str) -> Arc<str> {
    caller.into()
}

#[test]
fn a_burst_is_let_through_then_the_rate() {
    let (limits, clock) = limits(2, 5);
    let enter = || limits.try_enter(&name("ci"), "teams_size").map(drop);
    for _ in 0..5 {
        assert_eq!(enter(), Ok(()));
    }
    assert_eq!(enter(), Err(LimitExceeded::Rate { retry_after: Duration::from_secs(1) }));
    clock.advance(Duration::from_millis(499));
    assert!(enter().is_err());
    clock.advance(Duration::from_millis(1));
    assert_eq!(enter(), Ok(()));
    assert!(enter().is_err());
    clock.advance(Duration::from_secs(60));
    assert_eq!((0..10).filter(|_| enter().is_ok()).count(), 5);
}

#[test]
fn callers_and_operations_do_not_share_a_rate() {
    let (limits, _) = limits(1, 1);
    for (caller, operation) in [("ci", "a"), ("ci", "b"), ("web", "a"), ("web", "b")] {
        assert!(limits.try_enter(&name(caller), operation).is_ok(), "{caller} {operation}");
        assert!(limits.try_enter(&name(caller), operation).is_err(), "{caller} {operation}");
    }
}

#[test]
fn retry_after_is_long_enough() {
    let (limits, clock) =
        with(LimitOptions { per_second: NonZeroU32::MIN, burst: NonZeroU32::MIN, ..LimitOptions::default() });
    drop(limits.try_enter(&name("ci"), "a"));
    clock.advance(Duration::from_millis(1));
    let limited = limits.try_enter(&name("ci"), "a").unwrap_err();
    clock.advance(limited.retry_after());
    assert!(limits.try_enter(&name("ci"), "a").is_ok());
}

#[test]
fn requests_at_a_time_are_counted_until_they_end() {
    let (limits, _) = with(LimitOptions { concurrent: 3, concurrent_per_caller: 2, ..LimitOptions::default() });
    let first = limits.try_enter(&name("ci"), "a").unwrap();
    let _second = limits.try_enter(&name("ci"), "b").unwrap();
    assert_eq!(limits.try_enter(&name("ci"), "c").unwrap_err(), LimitExceeded::Concurrent);
    let third = limits.try_enter(&name("web"), "a").unwrap();
    assert_eq!(limits.try_enter(&name("web"), "b").unwrap_err(), LimitExceeded::Busy);
    drop(first);
    let _fourth = limits.try_enter(&name("web"), "b").unwrap();
    drop(third);
    let _fifth = limits.try_enter(&name("ci"), "c").unwrap();
}

#[test]
fn strangers_do_not_fill_the_memory() {
    let options = LimitOptions { pairs: 10, burst: NonZeroU32::MIN, ..LimitOptions::default() };
    let (limits, clock) = with(options);
    // All at the same time, so that no caller is idle: from then on they share a rate.
    let mut let_through = 0;
    for number in 0..20_000 {
        let_through += u32::from(limits.try_enter(&name(&number.to_string()), "a").is_ok());
    }
    assert!(limits.pairs() <= SWEEP as usize, "{}", limits.pairs());
    assert!(limits.callers.lock().unwrap().len() <= SWEEP as usize);
    assert!(let_through <= SWEEP + 1, "{let_through}");
    // Once they are idle they are removed, and each has its own rate again.
    clock.advance(Duration::from_secs(60));
    for _ in 0..=SWEEP {
        drop(limits.try_enter(&name("ci"), "a"));
    }
    assert!(limits.pairs() <= 11, "{}", limits.pairs());
    assert!(limits.try_enter(&name("late"), "a").is_ok() && limits.try_enter(&name("later"), "a").is_ok());
}

#[test]
fn a_caller_that_waits_keeps_its_permits_through_a_sweep() {
    let (limits, _) = with(LimitOptions { concurrent_per_caller: 1, ..LimitOptions::default() });
    let _held = limits.try_enter(&name("ci"), "a").unwrap();
    limits.sweep();
    assert_eq!(limits.try_enter(&name("ci"), "a").unwrap_err(), LimitExceeded::Concurrent);
}

#[test]
fn the_defaults_are_those_that_are_documented() {
    let LimitOptions { per_second, burst, concurrent, concurrent_per_caller, pairs } = LimitOptions::default();
    assert_eq!((per_second.get(), burst.get()), (100, 200));
    assert_eq!((concurrent, concurrent_per_caller, pairs), (1024, 256, 65_536));
}

#[test]
fn every_code_is_known_to_the_metrics() {
    let all = [LimitExceeded::Rate { retry_after: Duration::ZERO }, LimitExceeded::Concurrent, LimitExceeded::Busy];
    assert_eq!(all.map(LimitExceeded::code), LimitExceeded::CODES);
}
