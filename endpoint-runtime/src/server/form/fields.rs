//! The fields of a form.

use std::{collections::HashMap, ops::Range};

/// The keys of a form with their values, in the order of their first occurrence.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    entries: Vec<Field<'a>>,
    /// All values, each followed by a line feed, so that no two have the same address. Serde hands over a refused text as it got
    /// it, and its address tells the field.
    texts: String,
    /// The position of each value in `texts`, in ascending order, and the index of its field.
    owners: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct Field<'a> {
    key: &'a str,
    values: Vec<Range<usize>>,
}

impl<'a> Fields<'a> {
    pub(super) fn new<'t>(pairs: impl Iterator<Item = (&'a str, &'t str)>) -> Self {
        let mut form = Self { entries: Vec::new(), texts: String::new(), owners: Vec::new() };
        let mut positions = HashMap::new();
        for (key, value) in pairs {
            let index = *positions.entry(key).or_insert(form.entries.len());
            let start = form.texts.len();
            form.texts.push_str(value);
            let range = start..form.texts.len();
            form.texts.push('\n');
            form.owners.push((start, index));
            match form.entries.get_mut(index) {
                Some(field) => field.values.push(range),
                None => form.entries.push(Field { key, values: vec![range] }),
            }
        }
        form
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns the number of values.
    pub(super) fn values_len(&self) -> usize {
        self.owners.len()
    }

    pub(super) fn key(&self, index: usize) -> &'a str {
        self.entries.get(index).map_or("", |field| field.key)
    }

    /// Returns the values of the field at `index`.
    pub(super) fn values(&self, index: usize) -> impl Iterator<Item = &str> {
        let values = self.entries.get(index).map_or(&[][..], |field| &field.values);
        values.iter().filter_map(|range| self.texts.get(range.clone()))
    }

    /// Returns the index of the field whose value is at this address.
    pub(super) fn at(&self, address: usize) -> Option<usize> {
        let position = address.checked_sub(self.texts.as_ptr().addr())?;
        let found = self.owners.binary_search_by_key(&position, |(start, _)| *start).ok()?;
        self.owners.get(found).map(|(_, index)| *index)
    }
}
