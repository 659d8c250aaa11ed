//! Names in JavaScript and TypeScript.

use crate::quote::quoted;

/// Writes the key of an object or the name of a member of a type, without quotes if it is an identifier.
pub(crate) fn property(name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    if name == "__proto__" {
        // A bare or quoted key would set the object's prototype.
        "[\"__proto__\"]".to_owned()
    } else if name.chars().all(is_word) && name.starts_with(|first: char| !first.is_ascii_digit()) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// Returns whether the name is reserved, so that no module can declare it.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.split(' ').any(|reserved| reserved == name)
}

const RESERVED: &str = "arguments await break case catch class console const continue debugger default delete do else enum \
    eval export extends false finally for function if implements import in instanceof interface let new \
    null package private process protected public result return static super switch this throw true try \
    typeof undefined var void while with yield";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        for (name, key) in
            [("a_1", "a_1"), ("class", "class"), ("1a", "\"1a\""), ("a-b", "\"a-b\""), ("", "\"\""), ("ü", "\"ü\"")]
        {
            assert_eq!(property(name), key);
        }
    }
}
