//! Nested values in a query or a form, as [`NestedArgument`](crate::request::NestedArgument) writes them.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::{FormError, fields::Fields, nested_deserializer::NestedDeserializer, readings};
use crate::{
    error::JsonPath,
    metadata::{MAX_LEVELS, Nesting},
    server::pairs::Pairs,
};

/// A value of a nested value, with those in it.
///
/// Indexes of lists are kept as they are written, so an index costs no more memory than its text. They are compared with those that a
/// client writes where the type asks for a list.
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    /// The index of the texts among the fields.
    pub(super) field: Option<usize>,
    pub(super) children: BTreeMap<&'a str, Node<'a>>,
}

/// Reads the value of the argument `name`, or the whole form without a name.
///
/// Scalars are read as in a [form](super::read). The items of a list have the indexes that a client writes, without a gap. A missing list
/// or object is empty.
pub(crate) fn read<T: DeserializeOwned>(
    pairs: &Pairs<'_>,
    name: Option<&str>,
    nesting: Nesting,
) -> Result<T, FormError> {
    let steps = KeySteps { name, nesting };
    let fields = Fields::new(pairs.iter().filter(|(key, _)| steps.of(key).is_some()));
    let mut root = Node::default();
    for index in 0..fields.len() {
        insert(&mut root, index, &steps.of(fields.key(index)).unwrap_or_default())?;
    }
    let path_of = |key: &str| path(&steps.of(key).unwrap_or_default(), nesting);
    let mut value = None;
    readings::search(&fields, &path_of, &mut |readings| {
        value = Some(T::deserialize(NestedDeserializer::new(&root, &fields, readings, nesting))?);
        Ok(())
    })?;
    value.ok_or_else(FormError::refused)
}

/// Reads the value of the argument `name`; `None` if there is none of its keys.
pub(crate) fn read_optional<T: DeserializeOwned>(
    pairs: &Pairs<'_>,
    name: &str,
    nesting: Nesting,
) -> Result<Option<T>, FormError> {
    let is_present = pairs.iter().any(|(key, _)| nesting.takes(name, key));
    if is_present { read(pairs, Some(name), nesting).map(Some) } else { Ok(None) }
}

/// The keys of an argument, or of a whole form without a name.
#[derive(Clone, Copy)]
struct KeySteps<'n> {
    name: Option<&'n str>,
    nesting: Nesting,
}

impl KeySteps<'_> {
    /// Returns the steps to the value of a sent key; `None` for a key of another argument.
    fn of(self, sent: &str) -> Option<Vec<&str>> {
        match self.name {
            Some(name) => self.nesting.steps(sent.strip_prefix(name)?),
            None => self.nesting.steps_of_form(sent),
        }
    }
}

/// Adds the texts of a field.
fn insert<'a>(root: &mut Node<'a>, field: usize, steps: &[&'a str]) -> Result<(), FormError> {
    if steps.len() > 2 * MAX_LEVELS {
        return Err(FormError::expected("at most 32 objects and lists in each other".to_owned()));
    }
    let mut node = root;
    for step in steps {
        node = node.children.entry(step).or_default();
    }
    node.field = Some(field);
    Ok(())
}

/// Returns the path to a value.
fn path(steps: &[&str], nesting: Nesting) -> JsonPath {
    steps.iter().fold(JsonPath::default(), |path, step| match (step.parse::<u64>(), nesting.first) {
        (Ok(index), Some(first)) => path.index(usize::try_from(index.saturating_sub(first)).unwrap_or(usize::MAX)),
        _ if step.is_empty() || nesting.before_index == ".member." && *step == "member" => path,
        _ => path.member(step),
    })
}
