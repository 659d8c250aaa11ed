//! The search for a reading of a form: the types of its values, which only the reader of the value knows.

use std::collections::HashSet;

use super::{
    deserializer::is_typed,
    error::{FormError, Refusal, take_refusals},
    fields::Fields,
};

/// The most values that are read in all, over all readings of one form. A form of 500 flattened numbers needs half of them.
const MAX_VISITS: usize = 1 << 18;

/// The reading of a field's values where their types are not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Reading {
    /// True if values are numbers and booleans where they read as such, and not texts.
    pub(super) is_typed: bool,
    /// True if a single value is a list of one.
    pub(super) is_list: bool,
    /// True if blank values are left out.
    pub(super) skips_blanks: bool,
}

/// The readings of all fields of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Readings {
    fields: Vec<Reading>,
    /// The missing fields that are read as empty lists.
    pub(super) empty: Vec<&'static str>,
}

impl Readings {
    pub(super) fn of(&self, index: usize) -> Reading {
        self.fields.get(index).copied().unwrap_or_default()
    }

    fn with(&self, index: usize, reading: Reading) -> Self {
        let mut changed = self.clone();
        if let Some(field) = changed.fields.get_mut(index) {
            *field = reading;
        }
        changed
    }
}

/// Reads a form with one reading of its fields.
type Read<'r> = &'r mut dyn FnMut(&Readings) -> Result<(), FormError>;

/// Reads the form until a reading is accepted. At first all values are texts, then those that were refused are read otherwise.
///
/// A reading in which nothing was refused is final. Otherwise serde may have passed over a variant or an optional part that
/// another reading matches, which is then preferred, since the variant comes first.
pub(super) fn search(form: &Fields<'_>, read: Read<'_>) -> Result<(), FormError> {
    let readings = Readings { fields: vec![Reading::default(); form.len()], empty: Vec::new() };
    let left = MAX_VISITS / (form.values_len() + 1);
    Search { form, read, left: left.max(2), seen: HashSet::new() }.run(&readings)
}

struct Search<'r, 'f> {
    form: &'f Fields<'f>,
    read: Read<'r>,
    /// The number of times that the form may still be read.
    left: usize,
    seen: HashSet<Readings>,
}

impl Search<'_, '_> {
    fn run(&mut self, readings: &Readings) -> Result<(), FormError> {
        self.left = self.left.saturating_sub(1);
        take_refusals();
        let mut result = (self.read)(readings).map_err(|error| self.with_key(error));
        for refusal in take_refusals() {
            for (other, is_blank) in self.others(readings, refusal, result.is_ok()) {
                if self.left == 0 || !self.seen.insert(other.clone()) {
                    continue;
                }
                match self.run(&other) {
                    Ok(()) => return Ok(()),
                    // The error of the text, which is read no further, would hide the mistake.
                    Err(error) if !is_blank && result.is_err() => result = Err(error),
                    Err(_) => {}
                }
            }
        }
        result
    }

    /// Returns other readings of what was refused, and whether they are only about absent values. Those are not tried where the
    /// form was accepted: a client writes nothing for an absent value.
    fn others(&self, readings: &Readings, refusal: Refusal, is_accepted: bool) -> Vec<(Readings, bool)> {
        match refusal {
            Refusal::Missing(name) => {
                let index = (0..self.form.len()).find(|index| self.form.key(*index) == name);
                let is_blank = index.is_none_or(|index| readings.of(index).skips_blanks);
                if is_accepted || !is_blank || readings.empty.contains(&name) {
                    return Vec::new();
                }
                let mut other = readings.clone();
                other.empty.push(name);
                vec![(other, true)]
            }
            Refusal::Text { address, is_blank, expects_list } => {
                let Some(index) = self.form.at(address) else { return Vec::new() };
                let reading = readings.of(index);
                let mut others = Vec::new();
                if expects_list && !reading.is_list {
                    others.push((readings.with(index, Reading { is_list: true, ..reading }), is_blank));
                }
                if is_blank && !is_accepted && !expects_list && !reading.skips_blanks {
                    others.push((readings.with(index, Reading { skips_blanks: true, ..reading }), true));
                }
                if !reading.is_typed && self.form.values(index).any(is_typed) {
                    others.push((readings.with(index, Reading { is_typed: true, ..reading }), false));
                }
                others
            }
        }
    }

    /// Adds the key of the field whose text was refused, which serde does not know of a buffered value.
    fn with_key(&self, error: FormError) -> FormError {
        let index = error.address.and_then(|address| self.form.at(address));
        match index {
            Some(index) if error.mismatch.path.is_empty() => error.of_field(self.form.key(index)),
            _ => error,
        }
    }
}
