//! The schemas of all endpoints, with one name for each definition that they share.
//!
//! Each endpoint's schemas are made by generators of their own, so that every type goes by its own name there. What only
//! the endpoints of one resource return is put after that resource, `ConnectedAppsRevokeResponse`, since most resources
//! have types of that name, or will have. Any other name with one meaning everywhere is kept, and one with several is put
//! after its resources, too. A type that is read otherwise than it is written is `AddressInput` in requests and `Address`
//! in responses.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemars::{
    SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::Value;

use super::{normal, reference};
use crate::schema::{EndpointSchemas, SchemaFn};

/// The schemas of one endpoint.
pub(super) struct Schemas {
    pub(super) parameters: Vec<Value>,
    pub(super) response: Option<Value>,
    pub(super) error: Value,
}

/// What one generator made.
struct Scope {
    resource: &'static str,
    direction: Direction,
    /// What the response is.
    root: Option<String>,
    definitions: BTreeMap<String, Value>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Direction {
    Output,
    Input,
}

/// Collects definitions by the generators that made them: an endpoint's input, then its output.
#[derive(Default)]
pub(super) struct Definitions(Vec<Scope>);

impl Definitions {
    /// Makes an endpoint's schemas.
    pub(super) fn add(&mut self, endpoint: &EndpointSchemas) -> Schemas {
        // What a server reads: a member with a default may be left out.
        let mut input = SchemaSettings::draft2020_12().with(|s| s.contract = Contract::Deserialize).into_generator();
        let functions = endpoint.parameters.iter().copied().flatten();
        let parameters = functions.map(|parameter| made(parameter.schema, &mut input)).collect();
        self.keep(endpoint, Direction::Input, None, input);

        // What a server writes: a member that it always writes is required.
        let mut output = SchemaSettings::draft2020_12().with(|s| s.contract = Contract::Serialize).into_generator();
        let response = endpoint.response.map(|schema| reference::tolerant(made(schema, &mut output)));
        // That of `()`, which reads nothing.
        let response = response.filter(|schema| schema.get("type").is_none_or(|kind| kind != "null"));
        let error = reference::tolerant(made(endpoint.error.schema, &mut output));
        self.keep(endpoint, Direction::Output, response.as_ref().and_then(reference::of).map(str::to_owned), output);
        Schemas { parameters, response, error }
    }

    fn keep(
        &mut self,
        endpoint: &EndpointSchemas,
        direction: Direction,
        root: Option<String>,
        mut generator: SchemaGenerator,
    ) {
        let definitions = generator.take_definitions(true).into_iter().map(|(name, schema)| {
            let schema = normal::schema(schema);
            let schema = if direction == Direction::Output { reference::tolerant(schema) } else { schema };
            (normal::name(&name), schema)
        });
        let definitions = definitions.collect();
        self.0.push(Scope { resource: endpoint.metadata.resource, direction, root, definitions });
    }

    /// Finds a name for every definition, and puts it into the schemas of all endpoints, given in the order in which
    /// they were added.
    pub(super) fn name(self, endpoints: &mut [Schemas]) -> BTreeMap<String, Value> {
        let names = names(&self.0);
        for (endpoint, names) in endpoints.iter_mut().zip(names.chunks(2)) {
            if let [input, output] = names {
                endpoint.parameters.iter_mut().for_each(|schema| reference::rename(schema, input));
                endpoint.response.iter_mut().for_each(|schema| reference::rename(schema, output));
                reference::rename(&mut endpoint.error, output);
            }
        }
        let mut all = BTreeMap::new();
        for (scope, names) in self.0.into_iter().zip(&names) {
            for (name, mut schema) in scope.definitions {
                if let Some(new) = names.get(&name) {
                    reference::rename(&mut schema, names);
                    all.insert(new.clone(), schema);
                }
            }
        }
        all
    }
}

fn made(schema: SchemaFn, generator: &mut SchemaGenerator) -> Value {
    normal::schema(schema(generator).into())
}

/// For each scope, what each of its names becomes.
fn names(scopes: &[Scope]) -> Vec<HashMap<String, String>> {
    let mut meanings: BTreeMap<(&str, Direction), Vec<(Meaning, &str)>> = BTreeMap::new();
    for scope in scopes {
        for name in scope.definitions.keys() {
            let meanings = meanings.entry((name, scope.direction)).or_default();
            let meaning = Meaning::of(name, scope);
            if !meanings.iter().any(|(known, _)| *known == meaning) {
                meanings.push((meaning, scope.resource));
            }
        }
    }
    let own = own(scopes);
    let mut taken: BTreeMap<String, Meaning> = BTreeMap::new();
    let mut chosen: HashMap<(&str, Direction, Meaning), String> = HashMap::new();
    for ((name, direction), meanings) in meanings {
        let is_alone = meanings.len() == 1 && !(direction == Direction::Output && own.contains(name));
        for (meaning, resource) in meanings {
            let prefix = if is_alone { String::new() } else { pascal(resource) };
            let wanted = if name.starts_with(&prefix) { name.to_owned() } else { prefix + name };
            let new = free(wanted, direction, &meaning, &taken);
            taken.insert(new.clone(), meaning.clone());
            chosen.insert((name, direction, meaning), new);
        }
    }
    let new_name = |name: &String, scope: &Scope| {
        let new = chosen.get(&(name.as_str(), scope.direction, Meaning::of(name, scope)));
        (name.clone(), new.unwrap_or(name).clone())
    };
    scopes.iter().map(|scope| scope.definitions.keys().map(|name| new_name(name, scope)).collect()).collect()
}

/// The names of what endpoints of one resource return and nothing else refers to.
fn own(scopes: &[Scope]) -> BTreeSet<&str> {
    let mut resources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for scope in scopes {
        if let Some(root) = &scope.root {
            resources.entry(root).or_default().insert(scope.resource);
        }
    }
    for definition in scopes.iter().flat_map(|scope| scope.definitions.values()) {
        reference::each(definition, &mut |name| drop(resources.remove(name)));
    }
    // Those of several resources have several meanings, or else are shared.
    resources.into_iter().filter(|(_, resources)| resources.len() == 1).map(|(name, _)| name).collect()
}

/// The wanted name, or the next like it that means nothing else.
fn free(wanted: String, direction: Direction, meaning: &Meaning, taken: &BTreeMap<String, Meaning>) -> String {
    let is_free = |name: &String| taken.get(name).is_none_or(|known| known == meaning);
    let input = (direction == Direction::Input).then(|| format!("{wanted}Input"));
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    let mut names = std::iter::once(wanted.clone()).chain(input).chain(numbered);
    names.find(is_free).unwrap_or(wanted)
}

/// What a name stands for: its schema and all that can be reached from there.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Meaning(String);

impl Meaning {
    fn of(name: &str, scope: &Scope) -> Self {
        let Some(schema) = scope.definitions.get(name) else { return Self(String::new()) };
        Self(format!("{schema} {:?}", reference::reached(schema, &scope.definitions)))
    }
}

/// `connected_apps` as `ConnectedApps`.
fn pascal(snake: &str) -> String {
    let capitalized = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    snake.split('_').map(capitalized).collect()
}
