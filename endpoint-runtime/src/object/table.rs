//! The table of an object's fields.

use std::sync::OnceLock;

use super::name_index::NameIndex;

/// The table of an object's fields, as `#[object]` emits it: lists of texts, which the compiler checks much faster than a value
/// for each field. The first use of the object makes the fields and the index of their names.
#[doc(hidden)]
#[derive(Debug)]
pub struct Table {
    name: &'static str,
    /// Read for the schema.
    #[cfg_attr(not(feature = "schema"), allow(dead_code))]
    docs: &'static str,
    names: &'static [&'static str],
    presences: &'static str,
    field_docs: &'static [&'static str],
    aliased: &'static [usize],
    sensitive: &'static [usize],
    strict: bool,
    keeps_rest: bool,
    index: OnceLock<NameIndex>,
}

impl Table {
    /// Makes a table: the name and the documentation of the type as Markdown; and the names of the fields' JSON members, a letter of
    /// [`Presence`] for each, and their documentation, in the order of the declaration and without the field for unknown members.
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        names: &'static [&'static str],
        presences: &'static str,
        field_docs: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            docs,
            names,
            presences,
            field_docs,
            aliased: &[],
            sensitive: &[],
            strict: false,
            keeps_rest: false,
            index: OnceLock::new(),
        }
    }

    /// Takes the names behind those of the fields as aliases: the first is one of the field at the first of these indexes.
    #[must_use]
    pub const fn with_aliases(mut self, fields: &'static [usize]) -> Self {
        self.aliased = fields;
        self
    }

    /// Marks the fields at these indexes as secrets.
    #[must_use]
    pub const fn with_sensitive(mut self, fields: &'static [usize]) -> Self {
        self.sensitive = fields;
        self
    }

    /// A client refuses a missing or null member, too.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Unknown members are kept.
    #[must_use]
    pub const fn keeping_rest(mut self) -> Self {
        self.keeps_rest = true;
        self
    }

    /// Returns the name of the type.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the documentation of the type.
    #[cfg(feature = "schema")]
    pub(super) fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns all names and aliases of the fields.
    pub(super) fn names(&self) -> &'static [&'static str] {
        self.names
    }

    /// Returns the names of the fields.
    pub(super) fn field_names(&self) -> &'static [&'static str] {
        self.names.get(..self.presences.len()).unwrap_or_default()
    }

    #[inline]
    pub(super) fn is_strict(&self) -> bool {
        self.strict
    }

    #[inline]
    pub(super) fn keeps_rest(&self) -> bool {
        self.keeps_rest
    }

    /// Returns whether the field at `index` is a secret.
    #[cfg(any(feature = "cassette", feature = "mock"))]
    #[inline]
    pub(super) fn is_sensitive(&self, index: usize) -> bool {
        self.sensitive.contains(&index)
    }

    /// Returns the index of the fields' names.
    #[inline]
    pub(super) fn index(&self) -> &NameIndex {
        self.index.get_or_init(|| NameIndex::new(self.names, self.presences.len(), self.aliased))
    }

    /// Returns the fields, in the order of their declaration.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        let letters = self.names.iter().zip(self.presences.bytes()).zip(self.field_docs);
        letters.enumerate().map(|(index, ((name, letter), docs))| Field {
            name,
            presence: Presence::of_letter(letter),
            sensitive: self.sensitive.contains(&index),
            docs,
        })
    }
}

/// A field of an object.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name of the JSON member.
    pub name: &'static str,
    /// The meaning of an absent member, and of null.
    pub presence: Presence,
    /// `true` if the value is secret.
    pub sensitive: bool,
    /// The documentation, as Markdown.
    pub docs: &'static str,
}

/// The meaning of an absent member, and of null.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// `r`: always written. Read strictly, it has to be there; else null or missing is the type's default.
    Required,
    /// `d`: always written. Null or missing is the declared default.
    Defaulted,
    /// `o`, `Option<T>`: left out if it is `None`.
    Optional,
    /// `n`, `Option<Option<T>>`: left out, null or a value.
    Nullable,
}

impl Presence {
    fn of_letter(letter: u8) -> Self {
        match letter {
            b'd' => Self::Defaulted,
            b'o' => Self::Optional,
            b'n' => Self::Nullable,
            _ => Self::Required,
        }
    }
}
