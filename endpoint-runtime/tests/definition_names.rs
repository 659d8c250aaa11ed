//! The names of definitions: adding a resource renames none.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(dead_code, missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    schema::{
        EndpointSchemas,
        schemars::{self, JsonSchema},
    },
};
use proptest::{prelude::*, sample::subsequence};
use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! objects {
    ($($name:ident $(<$parameter:ident>)? { $($(#[$attribute:meta])* $field:ident: $type:ty,)+ })+) => {$(
        #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
        pub struct $name $(<$parameter>)? {
            $($(#[$attribute])* pub $field: $type,)+
        }
    )+};
}

/// Types that resources share.
mod shared {
    use super::*;

    objects! {
        Id { shared_id: String, }
        Page<T> { items: Vec<T>, next: Option<String>, }
        // As it is written, `note` is always there; as it is read, it may be missing.
        Address { street: String, #[serde(default)] note: String, }
        Person { id: Id, address: Address, }
    }
}

mod teams {
    use super::*;

    pub mod types {
        use super::*;

        objects! {
            Found { team_type: String, }
        }
    }

    objects! {
        Found { team: shared::Person, kind: types::Found, }
        Team { name: String, lead: Option<Box<Team>>, }
    }

    #[endpoints(schema)]
    pub trait Teams {
        #[endpoint(POST "/teams")]
        async fn find(&self, address: shared::Address) -> Result<Found>;
        #[endpoint(GET "/teams")]
        async fn list(&self) -> Result<shared::Page<Team>>;
    }
}

mod users {
    use super::*;

    objects! {
        Found { user: shared::Id, address: shared::Address, }
    }

    #[endpoints(schema)]
    pub trait Users {
        #[endpoint(GET "/users")]
        async fn find(&self) -> Result<Found>;
        #[endpoint(GET "/users/ids")]
        async fn list(&self) -> Result<shared::Page<shared::Id>>;
    }

    pub mod groups {
        use super::*;

        objects! {
            Found { groups: Vec<super::Found>, }
        }

        #[endpoints(schema)]
        pub trait Groups {
            #[endpoint(POST "/groups")]
            async fn find(&self, found: Found) -> Result<Found>;
        }
    }
}

mod projects {
    use super::*;

    objects! {
        // A user's team is not this one.
        Team { project: teams::Team, }
        Found { projects: shared::Page<Team>, }
    }

    #[endpoints(schema)]
    pub trait Projects {
        #[endpoint(POST "/projects")]
        async fn find(&self, team: Team) -> Result<Found>;
    }
}

objects! {
    Found { in_the_root: bool, }
}

#[endpoints(schema)]
pub trait Root {
    #[endpoint(GET "/")]
    async fn find(&self) -> Result<Found>;
}

const RESOURCES: [&[EndpointSchemas]; 5] = [
    teams::TeamsClient::SCHEMAS,
    users::UsersClient::SCHEMAS,
    users::groups::GroupsClient::SCHEMAS,
    projects::ProjectsClient::SCHEMAS,
    RootClient::SCHEMAS,
];

fn definitions(resources: &[&'static [EndpointSchemas]]) -> BTreeMap<String, Value> {
    let provider = Provider::builder("acme")
        .environment(Environment::new("live", "https://api.acme.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
        .shared_module(concat!(module_path!(), "::shared"));
    let provider = resources.iter().fold(provider, |provider, schemas| provider.resource(schemas)).build().unwrap();
    BTreeMap::clone(&provider.definitions)
}

/// Returns the definitions that a smaller provider has otherwise. All types of this file differ, so a definition that is the
/// same is that of the same type.
fn changed(before: BTreeMap<String, Value>, after: &BTreeMap<String, Value>) -> Vec<String> {
    before.into_iter().filter(|(name, schema)| after.get(name) != Some(schema)).map(|(name, _)| name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_a_resource_renames_nothing(
        (some, all) in subsequence(RESOURCES.to_vec(), 1..=RESOURCES.len()).prop_shuffle().prop_flat_map(|all| {
            (subsequence(all.clone(), 0..=all.len()), Just(all))
        }),
    ) {
        prop_assert_eq!(changed(definitions(&some), &definitions(&all)), Vec::<String>::new());
    }
}

#[test]
fn the_names_are_readable() {
    let definitions = definitions(&RESOURCES);
    let names: Vec<_> = definitions.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Address",
            "AddressInput",
            // Of the files of `teams`, which has a `Found` itself.
            "DefinitionNamesTeamsTypesFound",
            "Found",
            "Id",
            "PageOfId",
            "PageOfProjectsTeam",
            "PageOfTeamsTeam",
            "Person",
            "ProjectsFound",
            "ProjectsTeam",
            "TeamsFound",
            "TeamsTeam",
            "UsersFound",
            "UsersFoundInput",
            "UsersGroupsFound",
            "UsersGroupsFoundInput",
        ]
    );
}
