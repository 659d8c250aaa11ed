//! The names of definitions. They depend on the path of a type alone, so that adding a resource renames none.
//!
//! * A type is qualified by the path of its module inside of the crate: `b2b::members::RevokeResponse` is
//!   `B2bMembersRevokeResponse`. The crate's root adds nothing.
//! * A module below one that declares endpoints counts as that one: the files that a resource is split into are nobody's business.
//! * A type of a [shared module](super::ProviderBuilder::shared_module) has its own name.
//! * Two types of one name are refused if one of them is shared. Otherwise, the one that an endpoint uses first has the name, and
//!   that of the other begins with its crate, as in `a::b::Team` and `a_b::Team`, and ends with a number if that is taken as well.
//! * An instantiation of a generic type names its arguments: `Page<Team>` is `PageOfTeam`.
//! * A type whose schemas in requests and in responses differ has the suffix `Input` in requests, even if only requests have it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{ProviderError, normalize::plain_name, reference::for_each_reference};

/// The names of definitions, given in the order in which endpoints use them.
pub(super) struct DefinitionNames<'a> {
    shared_modules: &'a [String],
    /// The modules that declare endpoints, and those around them.
    resource_modules: BTreeSet<&'a str>,
    /// By the ids of the types.
    names: BTreeMap<String, String>,
    /// The ids, by the names.
    taken: BTreeMap<String, String>,
    /// The first two types of one name of which one is shared.
    pub(super) problem: Option<ProviderError>,
}

impl<'a> DefinitionNames<'a> {
    /// Creates the names for requests with these paths.
    pub(super) fn new(shared_modules: &'a [String], requests: impl IntoIterator<Item = &'a str>) -> Self {
        let modules =
            requests.into_iter().flat_map(|request| std::iter::successors(parent(request), |path| parent(path)));
        let resource_modules = modules.collect();
        Self { shared_modules, resource_modules, names: BTreeMap::new(), taken: BTreeMap::new(), problem: None }
    }

    /// Returns the name of a type's definition, without the suffix. A type that has none gets one.
    pub(super) fn add(&mut self, id: &str, schema_name: &str, has_suffix: bool) -> String {
        if let Some(name) = self.names.get(id) {
            return name.clone();
        }
        let declared = Declared::new(id, schema_name);
        let own = self.own_name(&declared);
        let name = plain_name(&format!("{}{own}", self.qualifier(declared.module)));
        if let Some(first) = self.taken.get(&name)
            && self.problem.is_none()
            && [first, id].into_iter().any(|id| self.is_shared(Declared::new(id, "").module))
        {
            let (name, first) = (name.clone(), first.clone());
            self.problem = Some(ProviderError::TypeName { name, first, second: id.to_owned() });
        }
        let full = plain_name(&format!("{}{own}", to_pascal_case(declared.module)));
        let numbered = (2..).map(|number| format!("{full}{number}"));
        let is_free = |name: &String| {
            let is_taken = |name| self.taken.contains_key(name);
            !(is_taken(name) || has_suffix && is_taken(&with_suffix(name)))
        };
        let name = [name, full.clone()].into_iter().chain(numbered).find(is_free).unwrap_or(full);
        if has_suffix {
            self.taken.insert(with_suffix(&name), id.to_owned());
        }
        self.taken.insert(name.clone(), id.to_owned());
        self.names.insert(id.to_owned(), name.clone());
        name
    }

    fn is_shared(&self, module: &str) -> bool {
        self.shared_modules.iter().any(|shared| shared == module)
    }

    /// Returns the nearest module around this one that declares endpoints, below the crate, or the module itself.
    fn resource<'m>(&self, module: &'m str) -> &'m str {
        let around = std::iter::successors(Some(module), |path| parent(path));
        let is_resource = |path: &&str| path.contains("::") && self.resource_modules.contains(path);
        around.into_iter().find(is_resource).unwrap_or(module)
    }

    /// Returns what a module adds to the names of its types.
    fn qualifier(&self, module: &str) -> String {
        if self.is_shared(module) { String::new() } else { to_pascal_case(in_crate(self.resource(module))) }
    }

    /// Returns the name of a type with those of its arguments.
    fn own_name(&self, declared: &Declared<'_>) -> String {
        let mut name = declared.name.to_owned();
        let mut arguments = declared.arguments;
        while let Some(next) = arguments.chars().next() {
            let (argument, rest) = split_argument(arguments, declared.crate_name());
            if argument.is_empty() {
                name.push_str(match next {
                    '<' => "Of",
                    '[' => "ListOf",
                    ',' => "And",
                    _ => "",
                });
                arguments = arguments.get(next.len_utf8()..).unwrap_or_default();
            } else {
                let (module, last) = argument.rsplit_once("::").unwrap_or(("", argument));
                name.extend([self.qualifier(module), to_pascal_case(last)]);
                arguments = rest;
            }
        }
        name
    }
}

/// Returns the name with the suffix of definitions in requests.
pub(super) fn with_suffix(name: &str) -> String {
    format!("{name}Input")
}

/// Returns the ids of the types whose schemas in requests and in responses differ, or refer to such types.
pub(super) fn types_with_two_schemas(
    input: &BTreeMap<String, Value>,
    output: &BTreeMap<String, Value>,
) -> BTreeSet<String> {
    let (mut different, mut others): (Vec<_>, Vec<_>) = input
        .iter()
        .filter(|(id, _)| output.contains_key(*id))
        .partition(|(id, schema)| output.get(*id) != Some(schema));
    let mut ids = BTreeSet::new();
    while !different.is_empty() {
        ids.extend(different.into_iter().map(|(id, _)| id.clone()));
        (different, others) = others.into_iter().partition(|(_, schema)| {
            let mut refers = false;
            for_each_reference(schema, &mut |id| refers |= ids.contains(id));
            refers
        });
    }
    ids
}

/// The declaration of a type, as its id shows it: `acme::teams::Page<acme::teams::Team>`.
struct Declared<'a> {
    /// The path of its module: `acme::teams`. Empty if the id has none.
    module: &'a str,
    name: &'a str,
    /// The rest: `<acme::teams::Team>`.
    arguments: &'a str,
}

impl<'a> Declared<'a> {
    fn new(id: &'a str, schema_name: &'a str) -> Self {
        let (path, arguments) = id.find('<').and_then(|at| id.split_at_checked(at)).unwrap_or((id, ""));
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        // A number may follow, and the names of the arguments, without their modules.
        if schema_name.starts_with(name) {
            Self { module, name, arguments }
        } else {
            // A hand-written id, or a name with the names of the arguments: `#[schemars(rename = "{T}Page")]`.
            Self { module, name: schema_name, arguments: "" }
        }
    }

    fn crate_name(&self) -> &'a str {
        self.module.split("::").next().unwrap_or_default()
    }
}

/// Returns the path of the module around a module or an item.
fn parent(path: &str) -> Option<&str> {
    path.rsplit_once("::").map(|(parent, _)| parent)
}

/// Returns the path of a module without the crate.
fn in_crate(module: &str) -> &str {
    module.split_once("::").map_or("", |(_, path)| path)
}

/// Splits a path off the arguments, which schemars writes without anything between them: `acme::Aacme::B`.
fn split_argument<'a>(arguments: &'a str, crate_name: &str) -> (&'a str, &'a str) {
    let is_path = |c: char| c.is_alphanumeric() || "_:#".contains(c);
    let end = arguments.find(|c| !is_path(c)).unwrap_or(arguments.len());
    let next = format!("{crate_name}::");
    let skipped = next.len().min(end);
    let is_split = |at: &usize| !crate_name.is_empty() && *at < end;
    let next = arguments.get(skipped..).and_then(|rest| rest.find(&next)).map(|at| at + skipped).filter(is_split);
    arguments.split_at_checked(next.unwrap_or(end)).unwrap_or((arguments, ""))
}

/// Converts `b2b::connected_apps` to `B2bConnectedApps`.
fn to_pascal_case(path: &str) -> String {
    let capitalized = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    path.split("::").flat_map(|segment| segment.trim_start_matches("r#").split('_')).map(capitalized).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[(&str, &str)]) -> Vec<String> {
        let shared = ["acme::ids".to_owned()];
        let mut names = DefinitionNames::new(&shared, []);
        ids.iter().map(|(id, schema_name)| names.add(id, schema_name, false)).collect()
    }

    #[test]
    fn a_type_is_qualified_by_its_module() {
        for (id, schema_name, expected) in [
            ("acme::b2b::connected_apps::RevokeResponse", "RevokeResponse4", "B2bConnectedAppsRevokeResponse"),
            ("acme::b2b::App2", "App2", "B2bApp2"),
            ("acme::Pong", "Pong", "Pong"),
            ("acme::ids::TeamId", "TeamId2", "TeamId"),
            ("acme::ids::of_others::TeamId", "TeamId", "IdsOfOthersTeamId"),
            ("std::time::Duration", "Duration", "TimeDuration"),
            ("Wide", "Wide", "Wide"),
            ("some-id", "Wide2", "Wide2"),
            ("acme::b2b::{T}Page<string>", "StringPage", "B2bStringPage"),
            ("acme::r#type::Größe", "Größe", "TypeGr_f6__df_e"),
        ] {
            assert_eq!(names(&[(id, schema_name)]), [expected], "{id}");
        }
    }

    #[test]
    fn an_instantiation_names_its_arguments() {
        for (id, expected) in [
            ("acme::Page<acme::ids::TeamId>", "PageOfTeamId"),
            ("acme::Page<acme::teams::Team>", "PageOfTeamsTeam"),
            ("acme::teams::Page<[acme::teams::Team]>", "TeamsPageOfListOfTeamsTeam"),
            ("acme::Page<Map<string>>", "PageOfMapOfString"),
            ("acme::Page<acme::Page<uint8>>", "PageOfPageOfUint8"),
            ("acme::Pair<acme::teams::Teamacme::ids::TeamId>", "PairOfTeamsTeamTeamId"),
            ("acme::Pair<acme::teams::Team,acme::ids::TeamId>", "PairOfTeamsTeamAndTeamId"),
            ("acme::Pair<[other::Team; 3]>", "PairOfListOfTeam3"),
        ] {
            // As schemars names an instantiation, and as an object does.
            let base = id.split('<').next().and_then(|path| path.rsplit("::").next()).unwrap();
            for schema_name in [base.to_owned(), format!("{base}2"), format!("{base}OfTeam")] {
                assert_eq!(names(&[(id, &schema_name)]), [expected], "{id}");
            }
        }
    }

    #[test]
    fn of_two_paths_that_make_one_name_the_second_is_qualified_by_the_crate() {
        let ids =
            ["acme::a::b::Team", "acme::a_b::Team", "other::a::b::Team", "acme::a::b_::Team"].map(|id| (id, "Team"));
        assert_eq!(names(&ids), ["ABTeam", "AcmeABTeam", "OtherABTeam", "AcmeABTeam2"]);
    }

    #[test]
    fn a_name_with_and_without_the_suffix_is_not_that_of_another_type() {
        let mut names = DefinitionNames::new(&[], []);
        let mut add = |id, name, has_suffix| names.add(id, name, has_suffix);
        assert_eq!(add("acme::Team", "Team", true), "Team");
        assert_eq!(add("acme::TeamInput", "TeamInput", false), "AcmeTeamInput");
        assert_eq!(add("acme::UserInput", "UserInput", false), "UserInput");
        assert_eq!(add("acme::User", "User", true), "AcmeUser");
    }

    #[test]
    fn the_files_of_a_resource_add_nothing() {
        let requests = ["acme::b2b::teams::FindRequest", "acme::RootRequest"];
        let mut names = DefinitionNames::new(&[], requests);
        for (id, name) in [
            ("acme::b2b::teams::responses::Found", "B2bTeamsFound"),
            ("acme::b2b::teams::parts::inner::Part", "B2bTeamsPart"),
            ("acme::b2b::errors::Failure", "B2bFailure"),
            ("acme::factors::mail::Mail", "FactorsMailMail"),
            ("other::b2b::Found", "B2bFound"),
        ] {
            assert_eq!(names.add(id, id.rsplit("::").next().unwrap(), false), name, "{id}");
        }
    }

    #[test]
    fn a_shared_type_with_the_name_of_another_is_refused() {
        let shared = ["acme::a".to_owned(), "acme::b".to_owned()];
        let mut names = DefinitionNames::new(&shared, []);
        assert_eq!(names.add("acme::a::Team", "Team", false), "Team");
        assert!(names.problem.is_none());
        names.add("acme::b::Team", "Team", false);
        let error = names.problem.unwrap().to_string();
        for part in ["`acme::a::Team`", "`acme::b::Team`", "`Team`", "shared_module"] {
            assert!(error.contains(part), "{error}");
        }
    }
}
