//! The search for a reading of a form: the types of its values, which only the reader of the value knows.

use std::collections::HashSet;

use super::{
    error::{FormError, MissingField, Refusals, RefusedText, take_refusals},
    fields::Fields,
    text_deserializer::is_typed,
};
use crate::error::JsonPath;

/// The most values that are read in all, over all readings of one form. A form of 500 flattened numbers needs half of them.
const MAX_VISITS: usize = 1 << 18;

/// The most missing fields that are read as empty.
const MAX_EMPTY: usize = 256;

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
    pub(super) empty: Vec<MissingField>,
}

impl Readings {
    pub(super) fn of(&self, index: usize) -> Reading {
        self.fields.get(index).copied().unwrap_or_default()
    }

    fn set(&mut self, index: usize, reading: Reading) {
        if let Some(field) = self.fields.get_mut(index) {
            *field = reading;
        }
    }

    fn with(&self, index: usize, reading: Reading) -> Self {
        let mut changed = self.clone();
        changed.set(index, reading);
        changed
    }
}

/// A function that reads a form with one reading of its fields.
type Read<'r> = &'r mut dyn FnMut(&Readings) -> Result<(), FormError>;

/// Reads the form until a reading is accepted. At first all values are texts, then those that were refused are read otherwise.
///
/// A reading without any refusal is final. Otherwise serde may have passed over a variant or an optional part that another reading
/// matches, so the one with the fewest refusals is taken, and of several the one with more texts. The last call of `read` is the
/// one with the reading that is taken.
pub(super) fn search(form: &Fields<'_>, path: &dyn Fn(&str) -> JsonPath, read: Read<'_>) -> Result<(), FormError> {
    let left = (MAX_VISITS / (form.values_len() + 1)).max(2);
    let mut search = Search { form, path, read, left, seen: HashSet::new(), best: None, state: State::Searching };
    let explored = search.explore(&Readings { fields: vec![Reading::default(); form.len()], empty: Vec::new() });
    match (search.state, search.best) {
        (State::Final, _) => Ok(()),
        (State::Exhausted, _) => Err(FormError::expected("fewer values whose types are not known".to_owned())),
        (State::Searching, Some((_, best))) => (search.read)(&best),
        (State::Searching, None) => explored,
    }
}

struct Search<'r, 'f> {
    form: &'f Fields<'f>,
    /// Returns the path of a key's value.
    path: &'r dyn Fn(&str) -> JsonPath,
    read: Read<'r>,
    /// The number of times that the form may still be read.
    left: usize,
    seen: HashSet<Readings>,
    /// The accepted reading with the fewest refusals, and their number.
    best: Option<(usize, Readings)>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Searching,
    /// The last reading was accepted without any refusal.
    Final,
    /// The form was read as often as it may be.
    Exhausted,
}

impl Search<'_, '_> {
    /// Reads the form, and then with other readings of what was refused.
    fn explore(&mut self, readings: &Readings) -> Result<(), FormError> {
        take_refusals();
        let mut result = (self.read)(readings).map_err(|error| self.with_key(error));
        let refusals = take_refusals();
        if result.is_ok() {
            if self.best.as_ref().is_none_or(|(fewest, _)| refusals.count < *fewest) {
                self.best = Some((refusals.count, readings.clone()));
            }
            if refusals.count == 0 {
                self.state = State::Final;
                return Ok(());
            }
        }
        let texts = self.refused_texts(&refusals);
        let error = self.explore_typed(readings, &self.changes(readings, &texts), refusals.count);
        if let (Err(_), Some(error)) = (&result, error) {
            // The mistake is behind the value that was refused at first.
            result = Err(error);
        }
        // A client writes nothing for an absent value. So it is tried only if nothing else is accepted, and its error would hide
        // that of the value.
        let blanks = texts.iter().filter(|(_, text)| text.is_blank).map(|(index, _)| *index);
        for index in blanks.filter(|index| !readings.of(*index).skips_blanks) {
            if self.best.is_none() {
                self.enter(&readings.with(index, Reading { skips_blanks: true, ..readings.of(index) }));
            }
        }
        for missing in refusals.missing {
            let name = missing.name;
            let is_new = !readings.empty.contains(&missing) && readings.empty.len() < MAX_EMPTY;
            if self.best.is_none() && is_new && self.is_absent(missing, readings) {
                let mut other = readings.clone();
                other.empty.push(missing);
                let is_of_other = |path: &JsonPath| !path.is_empty() && *path != JsonPath::default().member(name);
                if let (Err(_), Some(Err(error))) = (&result, self.enter(&other))
                    && is_of_other(&error.mismatch.path)
                {
                    // The missing one is a list, and the mistake is behind it.
                    result = Err(error);
                }
            }
        }
        result
    }

    /// Explores another reading, unless it is known or the search is over.
    fn enter(&mut self, readings: &Readings) -> Option<Result<(), FormError>> {
        if self.state != State::Searching {
            return None;
        }
        if self.left == 0 {
            self.state = State::Exhausted;
            return None;
        }
        self.left -= 1;
        self.seen.insert(readings.clone()).then(|| self.explore(readings))
    }

    /// Returns the texts that were refused, each kind of refusal of a field once, with the index of the field.
    fn refused_texts(&self, refusals: &Refusals) -> Vec<(usize, RefusedText)> {
        let mut known = HashSet::new();
        let found = refusals.texts.iter().filter_map(|text| Some((self.form.at(text.address)?, *text)));
        found.filter(|(index, text)| known.insert((*index, text.expects_list, text.is_blank))).collect()
    }

    /// Explores the readings with all of these changes, and then with each of them. Returns the first error.
    fn explore_typed(
        &mut self,
        readings: &Readings,
        changes: &[(usize, Reading)],
        refusals: usize,
    ) -> Option<FormError> {
        let mut error = None;
        if changes.len() > 1 {
            let mut all = readings.clone();
            // Of several changes of a field the first one is left.
            changes.iter().rev().for_each(|(index, reading)| all.set(*index, *reading));
            error = self.enter(&all).and_then(Result::err);
            // Each change took its refusal away, and none was added.
            if self.best.as_ref().is_some_and(|(fewest, _)| fewest + changes.len() <= refusals) {
                return error;
            }
        }
        for (index, reading) in changes {
            if self.state != State::Searching {
                break;
            }
            error = error.or(self.enter(&readings.with(*index, *reading)).and_then(Result::err));
        }
        error
    }

    /// Returns the changes by which refused texts are lists, numbers or booleans.
    fn changes(&self, readings: &Readings, texts: &[(usize, RefusedText)]) -> Vec<(usize, Reading)> {
        let mut changes = Vec::new();
        for (index, text) in texts {
            let reading = readings.of(*index);
            if text.expects_list && !reading.is_list {
                changes.push((*index, Reading { is_list: true, ..reading }));
            }
            if !reading.is_typed && self.form.values(*index).any(is_typed) {
                changes.push((*index, Reading { is_typed: true, ..reading }));
            }
        }
        changes
    }

    /// Returns whether no value of this key is read.
    fn is_absent(&self, missing: MissingField, readings: &Readings) -> bool {
        let index = (0..self.form.len()).find(|index| missing.object == 0 && self.form.key(*index) == missing.name);
        index.is_none_or(|index| readings.of(index).skips_blanks)
    }

    /// Adds the key of the field whose text was refused, which serde does not know of a buffered value.
    fn with_key(&self, error: FormError) -> FormError {
        let index = error.address.and_then(|address| self.form.at(address));
        match index {
            Some(index) if error.mismatch.path.is_empty() => error.at((self.path)(self.form.key(index))),
            _ => error,
        }
    }
}
