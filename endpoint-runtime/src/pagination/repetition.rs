//! Positions that come again.

/// A detector of positions that repeat, in constant memory (R. P. Brent, 1980): each position is compared with one that is kept, and the
/// kept one is replaced after 1, 2, 4, 8 … positions. So a cycle of any length ends the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repetition {
    kept: Option<String>,
    steps: u64,
    power: u64,
}

impl Repetition {
    /// Notes a position, and returns whether it came before.
    pub(crate) fn is_repeated(&mut self, position: &str) -> bool {
        if self.kept.as_deref() == Some(position) {
            return true;
        }
        self.steps += 1;
        if self.steps > self.power {
            self.kept = Some(position.to_owned());
            self.power = self.power.saturating_mul(2).max(1);
            self.steps = 0;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_ends_and_a_list_without_one_does_not() {
        let mut repetition = Repetition::default();
        assert!((0..1_000).all(|number| !repetition.is_repeated(&number.to_string())));
        for length in 1..=9_u32 {
            let mut repetition = Repetition::default();
            let mut positions = (0..3).chain((0..length).cycle().map(|number| 100 + number));
            let end = (0..200).find(|_| repetition.is_repeated(&positions.next().unwrap().to_string()));
            assert!(end.is_some(), "{length}");
        }
        let mut repetition = Repetition::default();
        assert!(!repetition.is_repeated("a") && repetition.is_repeated("a"));
    }
}
