//! The ids of the types that a schema generator has named.
//!
//! schemars numbers types of the same name in the order in which it meets them, so its names tell nothing by themselves. The
//! ids do: they hold the path of the module. It publishes them only in the generator's `Debug` output, as
//! `SchemaUid("acme::teams::Team", Deserialize): "Team"`. If a version of schemars writes something else, no id is found, and a
//! definition is known by its name alone.

use std::collections::BTreeMap;

use schemars::SchemaGenerator;

/// Returns the id of each type for which the generator has made a definition, by the name of that definition.
pub(super) fn schema_ids(generator: &SchemaGenerator) -> BTreeMap<String, String> {
    let shown = format!("{generator:?}");
    shown.split("SchemaUid(").skip(1).filter_map(entry).collect()
}

/// Reads `"acme::teams::Team", Deserialize): "Team"`, and returns the name and then the id.
fn entry(shown: &str) -> Option<(String, String)> {
    let (id, rest) = string(shown)?;
    let (contract, rest) = rest.strip_prefix(", ")?.split_once("): ")?;
    let (name, _) = string(rest)?;
    contract.bytes().all(|byte| byte.is_ascii_alphabetic()).then_some((name, id))
}

/// Reads a string as `Debug` writes it, and returns the rest as well.
fn string(shown: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = shown.strip_prefix('"')?.chars();
    loop {
        match rest.next()? {
            '"' => return Some((text, rest.as_str())),
            '\\' => text.push(match rest.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                'u' => {
                    let (code, behind) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                    rest = behind.chars();
                    char::from_u32(u32::from_str_radix(code, 16).ok()?)?
                }
                literal => literal,
            }),
            literal => text.push(literal),
        }
    }
}

#[cfg(test)]
mod tests {
    use schemars::{JsonSchema, SchemaGenerator};

    use super::*;

    mod other {
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only its schema is looked at")]
        pub(super) struct Team {
            code: u8,
        }
    }

    #[derive(JsonSchema)]
    #[schemars(rename = "A \"quoted\"\n\u{1}\u{202e}name")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Quoted {
        team: other::Team,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Team {
        others: Vec<other::Team>,
        quoted: Quoted,
    }

    #[test]
    fn each_definition_has_the_id_of_its_type() {
        let mut generator = SchemaGenerator::default();
        generator.subschema_for::<Team>();
        let ids = schema_ids(&generator);
        let mut names: Vec<_> = generator.definitions().keys().collect();
        names.sort_unstable();
        assert!(ids.keys().eq(names), "{ids:?}");
        for (name, id) in [("Team", Team::schema_id()), ("Team2", other::Team::schema_id())] {
            assert_eq!(ids.get(name), Some(&id.into_owned()));
        }
        assert_eq!(ids.get(&*Quoted::schema_name()), Some(&Quoted::schema_id().into_owned()));
    }
}
