//! The places of the sensitive fields in a body, which are found while it is read.

use std::cell::RefCell;

use super::Table;
use crate::{cassette::mask_value, json::Json, redact::Secrets};

thread_local! {
    /// The collector of [`collect`] while it runs. `Deserialize` has no parameter for it.
    static COLLECTOR: RefCell<Option<Collector>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct Collector {
    /// The fields around the one that is read.
    around: Vec<Step>,
    found: Vec<Vec<Step>>,
}

/// A field of an object.
#[derive(Clone, Copy)]
struct Step {
    table: &'static Table,
    index: usize,
}

impl Step {
    fn is_same(self, other: Self) -> bool {
        std::ptr::eq(self.table, other.table) && self.index == other.index
    }

    /// Returns whether the field has this name or alias.
    fn is_name(self, key: &str) -> bool {
        self.table.index().find(key) == Some(self.index)
    }
}

/// The places of the sensitive fields in a body: the fields of objects that lead to each. Lists and maps between them are left out.
#[derive(Default)]
pub(crate) struct SensitivePaths(Vec<Vec<Step>>);

/// Returns the result of `read`, and the places of the sensitive fields that it came to. Their values are passed over.
pub(crate) fn collect<T>(read: impl FnOnce() -> T) -> (T, SensitivePaths) {
    struct Restore(Option<Collector>);

    impl Drop for Restore {
        fn drop(&mut self) {
            COLLECTOR.set(self.0.take());
        }
    }

    let _restore = Restore(COLLECTOR.replace(Some(Collector::default())));
    let result = read();
    let found = COLLECTOR.take().map(|collector| collector.found);
    (result, SensitivePaths(found.unwrap_or_default()))
}

/// The way to read a field.
pub(super) enum Visit {
    /// As usual.
    Read,
    /// Within the objects around it: [`leave`] follows.
    ReadWithin,
    /// Not at all.
    PassOver,
}

/// Enters a field.
pub(super) fn enter(table: &'static Table, index: usize) -> Visit {
    COLLECTOR.with_borrow_mut(|collector| {
        let Some(collector) = collector else { return Visit::Read };
        collector.around.push(Step { table, index });
        if !table.is_sensitive(index) {
            return Visit::ReadWithin;
        }
        let path = collector.around.clone();
        collector.around.pop();
        let is_same = |known: &Vec<Step>| {
            known.len() == path.len() && known.iter().zip(&path).all(|(one, other)| one.is_same(*other))
        };
        if !collector.found.iter().any(is_same) {
            collector.found.push(path);
        }
        Visit::PassOver
    })
}

/// Leaves the field that was entered last.
pub(super) fn leave() {
    COLLECTOR.with_borrow_mut(|collector| {
        if let Some(collector) = collector {
            collector.around.pop();
        }
    });
}

impl SensitivePaths {
    /// Masks the values at these places, and adds their texts to the secrets. A place counts at any depth, since lists, maps and types that
    /// are no objects may be around it.
    pub(crate) fn mask(&self, body: &mut Json, secrets: &mut Secrets) {
        self.0.iter().for_each(|path| mask_at(body, path, secrets));
    }
}

fn mask_at(value: &mut Json, path: &[Step], secrets: &mut Secrets) {
    let Some((first, rest)) = path.split_first() else { return mask_value(value, secrets) };
    match value {
        Json::Array(items) => items.iter_mut().for_each(|item| mask_at(item, path, secrets)),
        Json::Object(members) => {
            for (key, member) in members.iter_mut() {
                if first.is_name(key) {
                    mask_at(member, rest, secrets);
                }
                mask_at(member, path, secrets);
            }
        }
        _ => {}
    }
}
