//! Lists whose items are joined to one text.

use crate::{
    error::EncodeErrorKind,
    metadata::ParameterLocation,
    param::{ParamError, ParamText},
};

/// The text of a list: its items with a separator between them, which no item holds.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    text: String,
    separator: char,
}

impl Joined {
    /// Joins the texts of the items in a location; `None` for an empty list.
    ///
    /// # Errors
    /// An item has no text, or one that a server would read as another list.
    pub(crate) fn new<'a>(
        items: impl Iterator<Item = Result<ParamText<'a>, ParamError>>,
        separator: char,
        location: ParameterLocation,
    ) -> Result<Option<Self>, EncodeErrorKind> {
        let mut text: Option<String> = None;
        for item in items {
            let item = item.map_err(EncodeErrorKind::Value)?;
            if item.contains(separator) {
                return Err(EncodeErrorKind::Separator { separator });
            }
            // A server of a header skips empty items and the blanks around others (RFC 9110, section 5.6.1).
            if location == ParameterLocation::Header && (item.is_empty() || item.trim_matches([' ', '\t']) != &*item) {
                return Err(EncodeErrorKind::HeaderValue);
            }
            let text = match &mut text {
                None => text.insert(String::new()),
                Some(text) => {
                    text.push(separator);
                    text
                }
            };
            text.push_str(&item);
        }
        Ok(text.map(|text| Self { text, separator }))
    }

    pub(crate) fn separator(&self) -> char {
        self.separator
    }

    /// Returns the text, not encoded.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text, not encoded.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::encode_joined_into;

    fn join(items: &[&str], separator: char, location: ParameterLocation) -> Result<Option<Joined>, EncodeErrorKind> {
        Joined::new(items.iter().map(|item| Ok((*item).into())), separator, location)
    }

    #[test]
    fn the_separator_stays_where_it_separates_nothing_else() {
        for (separator, in_query, in_path) in [
            (',', "a%20b,c", "a%20b,c"),
            (';', "a%20b%3Bc", "a%20b;c"),
            ('|', "a%20b%7Cc", "a%20b%7Cc"),
            ('+', "a%20b%2Bc", "a%20b+c"),
            ('-', "a%20b-c", "a%20b-c"),
        ] {
            let joined = join(&["a b", "c"], separator, ParameterLocation::Query).unwrap().unwrap();
            let (mut query, mut path) = (String::new(), String::new());
            encode_joined_into(joined.text(), separator, ParameterLocation::Query, &mut query);
            encode_joined_into(joined.text(), separator, ParameterLocation::Path, &mut path);
            assert_eq!((query.as_str(), path.as_str()), (in_query, in_path));
        }
    }

    #[test]
    fn an_item_that_a_server_would_read_as_another_list_is_refused() {
        let refused = |items: &[&str], location| join(items, ',', location).unwrap_err().to_string();
        assert!(refused(&["a,b"], ParameterLocation::Query).contains("`,`"));
        for item in ["", " a", "a\t"] {
            assert!(matches!(join(&[item], ',', ParameterLocation::Header), Err(EncodeErrorKind::HeaderValue)));
            assert_eq!(join(&[item], ',', ParameterLocation::Query).unwrap().unwrap().text(), item);
        }
        assert!(join(&[], ',', ParameterLocation::Query).unwrap().is_none());
    }
}
