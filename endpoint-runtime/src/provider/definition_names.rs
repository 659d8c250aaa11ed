//! Unique names for the definitions of all endpoints.
//!
//! * A definition with a single meaning in all endpoints keeps its name.
//! * If a name has several meanings, each is prefixed by its resource.
//! * The response of an endpoint is prefixed as well, as in `ConnectedAppsRevokeResponse`, if only endpoints of one resource
//!   return it and no other definition refers to it. Most resources have, or will have, a response of the same name.
//! * If a type has different schemas in requests and in responses, the one in requests has the suffix `Input`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    generated::{Direction, Generated},
    reference,
};

/// Returns the new name of each definition, by its old name, for each of the generators.
pub(super) fn unique_names(all: &[Generated]) -> Vec<HashMap<String, String>> {
    let mut meanings: BTreeMap<(&str, Direction), Vec<(Meaning, &str)>> = BTreeMap::new();
    for generated in all {
        for name in generated.definitions.keys() {
            let meanings = meanings.entry((name, generated.direction)).or_default();
            let meaning = Meaning::of(name, generated);
            if !meanings.iter().any(|(known, _)| *known == meaning) {
                meanings.push((meaning, generated.resource));
            }
        }
    }
    let responses = responses_of_one_resource(all);
    let mut taken: BTreeMap<String, Meaning> = BTreeMap::new();
    let mut new_names: HashMap<(&str, Direction, Meaning), String> = HashMap::new();
    for ((name, direction), meanings) in meanings {
        let keeps_name = meanings.len() == 1 && !(direction == Direction::Output && responses.contains(name));
        for (meaning, resource) in meanings {
            let prefix = if keeps_name { String::new() } else { to_pascal_case(resource) };
            let preferred = if name.starts_with(&prefix) { name.to_owned() } else { prefix + name };
            let new_name = first_free(preferred, direction, &meaning, &taken);
            taken.insert(new_name.clone(), meaning.clone());
            new_names.insert((name, direction, meaning), new_name);
        }
    }
    let new_name = |name: &String, generated: &Generated| {
        let new_name = new_names.get(&(name.as_str(), generated.direction, Meaning::of(name, generated)));
        (name.clone(), new_name.unwrap_or(name).clone())
    };
    all.iter().map(|generated| generated.definitions.keys().map(|name| new_name(name, generated)).collect()).collect()
}

/// Returns the names of the responses that one resource returns and no other definition refers to.
fn responses_of_one_resource(all: &[Generated]) -> BTreeSet<&str> {
    let mut resources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for generated in all {
        if let Some(response) = &generated.response {
            resources.entry(response).or_default().insert(generated.resource);
        }
    }
    for definition in all.iter().flat_map(|generated| generated.definitions.values()) {
        reference::for_each_reference(definition, &mut |name| drop(resources.remove(name)));
    }
    resources.into_iter().filter(|(_, resources)| resources.len() == 1).map(|(name, _)| name).collect()
}

/// Returns the preferred name, or the first variation of it that is not taken by another meaning.
fn first_free(preferred: String, direction: Direction, meaning: &Meaning, taken: &BTreeMap<String, Meaning>) -> String {
    let is_free = |name: &String| taken.get(name).is_none_or(|known| known == meaning);
    let input = (direction == Direction::Input).then(|| format!("{preferred}Input"));
    let numbered = (2..).map(|number| format!("{preferred}{number}"));
    let mut names = std::iter::once(preferred.clone()).chain(input).chain(numbered);
    names.find(is_free).unwrap_or(preferred)
}

/// The meaning of a name: its schema, and all definitions that the schema refers to.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Meaning(String);

impl Meaning {
    fn of(name: &str, generated: &Generated) -> Self {
        let Some(schema) = generated.definitions.get(name) else { return Self(String::new()) };
        Self(format!("{schema} {:?}", reference::reachable(schema, &generated.definitions)))
    }
}

/// Converts `connected_apps` to `ConnectedApps`.
fn to_pascal_case(snake_case: &str) -> String {
    let capitalized = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    snake_case.split('_').map(capitalized).collect()
}
