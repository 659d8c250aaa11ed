//! How many repetitions a client has in hand.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// What one repetition costs, in what one success gives back.
const COST: u32 = 10;

/// A token bucket: each repetition takes a unit, each success gives a tenth back.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In tenths.
    tokens: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(repetitions: u32) -> Self {
        let full = repetitions.saturating_mul(COST);
        Self { tokens: full.into(), full }
    }

    /// Takes one repetition, if one is left.
    pub(crate) fn take(&self) -> bool {
        self.tokens.fetch_update(Relaxed, Relaxed, |tokens| tokens.checked_sub(COST)).is_ok()
    }

    pub(crate) fn give_back(&self) {
        // The usual case writes nothing, so that threads do not fight over the counter.
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
