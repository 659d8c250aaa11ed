//! Naming conventions: serde's `rename_all`, by serde's own rules.

/// A naming convention.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    /// The conventions under serde's names for them.
    pub(crate) const ALL: [(&'static str, Self); 8] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, case)| *case)
    }

    /// Renames a `snake_case` field.
    pub(crate) fn rename_field(self, field: &str) -> String {
        match self {
            Self::Lower | Self::Snake => field.to_owned(),
            Self::Upper | Self::ScreamingSnake => field.to_ascii_uppercase(),
            Self::Pascal => to_pascal_case(field),
            Self::Camel => uncapitalize(&to_pascal_case(field)),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// Renames a `PascalCase` variant.
    pub(crate) fn rename_variant(self, variant: &str) -> String {
        match self {
            Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_ascii_lowercase(),
            Self::Upper => variant.to_ascii_uppercase(),
            Self::Camel => uncapitalize(variant),
            Self::Snake | Self::ScreamingSnake | Self::Kebab | Self::ScreamingKebab => {
                self.rename_field(&to_snake_case(variant))
            }
        }
    }
}

/// `get_connected_apps` → `GetConnectedApps`.
pub(crate) fn to_pascal_case(name: &str) -> String {
    name.split('_').map(|word| map_first(word, |first| first.to_uppercase().collect())).collect()
}

/// `ConnectedApps` → `connected_apps`.
pub(crate) fn to_snake_case(name: &str) -> String {
    let mut out = String::new();
    for (index, c) in name.char_indices() {
        if index > 0 && c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn uncapitalize(word: &str) -> String {
    map_first(word, |first| first.to_lowercase().collect())
}

fn map_first(word: &str, map: impl Fn(char) -> String) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| map(first) + chars.as_str()).unwrap_or_default()
}
