//! The retry budget of a client.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The cost of a retry, in units of what a success returns.
const COST: u32 = 10;

/// A token bucket: each retry takes one unit, each success returns a tenth.
#[derive(Debug)]
pub(crate) struct Budget {
    /// The tokens left, in tenths of a retry.
    tokens: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(repetitions: u32) -> Self {
        let full = repetitions.saturating_mul(COST);
        Self { tokens: full.into(), full }
    }

    /// Takes one retry, if one is left, and returns whether it did.
    pub(crate) fn take(&self) -> bool {
        self.tokens.fetch_update(Relaxed, Relaxed, |tokens| tokens.checked_sub(COST)).is_ok()
    }

    pub(crate) fn give_back(&self) {
        // Usually the bucket is full and nothing is written, so that threads do not contend for the counter.
        if self.tokens.load(Relaxed) < self.full {
            let more = |tokens: u32| (tokens < self.full).then(|| tokens + 1);
            let _ = self.tokens.fetch_update(Relaxed, Relaxed, more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_pay_for_one_repetition() {
        let budget = Budget::new(2);
        assert!(budget.take() && budget.take() && !budget.take());
        for _ in 0..9 {
            budget.give_back();
        }
        assert!(!budget.take());
        budget.give_back();
        assert!(budget.take() && !budget.take());
    }

    #[test]
    fn it_never_holds_more_than_at_first() {
        let budget = Budget::new(1);
        for _ in 0..100 {
            budget.give_back();
        }
        assert!(budget.take() && !budget.take());
    }
}
