//! Objects and open enums, as their users declare, read and write them.

use endpoint_runtime::{Json, JsonMap, Param, object, object::strictly, open_enum};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A team.
#[object(server, strict = false)]
pub struct Team {
    /// The team's id.
    pub team_id: String,
    /// The number of members.
    pub size: u32,
    /// The state.
    pub state: State,
    /// The parent team.
    pub parent: Option<Box<Team>>,
    /// Absent, null or a text.
    pub note: Option<Option<String>>,
    /// The members.
    #[field("teamMembers", alias = "people")]
    pub members: Vec<Member>,
    /// The limit.
    #[field(default = 10)]
    pub limit: u8,
    /// All others.
    #[rest]
    pub extra: JsonMap,
}

/// A member, by a derive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Member {
    name: String,
    team: Option<Box<Team>>,
}

/// The state of a team.
#[open_enum(rename_all = "snake_case")]
pub enum State {
    /// Works.
    Active,
    /// Does not work.
    OnHold,
    /// Is gone.
    #[text("GONE")]
    Deleted,
}

/// A secret, and what it opens.
#[object(sent)]
pub struct Key {
    /// The door.
    pub door: String,
    /// The secret.
    #[sensitive]
    pub code: String,
    /// More secrets.
    #[sensitive]
    pub others: Option<Vec<String>>,
    /// A number.
    pub count: Option<u32>,
    /// A number with a default.
    #[field(default = 3)]
    pub tries: u8,
}

/// A lock with its key.
#[object(sent)]
pub struct Lock {
    /// The key.
    pub key: Key,
}

/// A page of a list.
#[object(server)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The first item.
    pub first: Option<T>,
    /// The next page.
    pub next_cursor: Option<String>,
}

/// A person.
#[object(strict, rename_all = "camelCase")]
pub struct Strict {
    /// The name.
    pub first_name: String,
    /// The kind.
    pub r#type: Option<String>,
}

#[test]
fn null_and_missing_members_are_defaults_and_unknown_members_are_kept() {
    let team: Team = serde_json::from_str(
        r#"{"team_id":null,"size":3,"state":"on_hold","people":[{"name":"a","team":{"team_id":"t"}}],"note":null,"x":1.10,"y":{"z":[]}}"#,
    )
    .unwrap();
    assert_eq!((team.team_id.as_str(), team.size, &team.state), ("", 3, &State::OnHold));
    assert_eq!(team.members[0].team.as_ref().unwrap().team_id, "t");
    assert_eq!((team.note, team.limit), (Some(None), 10));
    assert_eq!(Json::from(team.extra).to_string(), r#"{"x":1.10,"y":{"z":[]}}"#);
}

#[test]
fn an_object_is_written_without_absent_options() {
    let mut team = Team::new("t", 1, State::Deleted, Vec::new()).note_null();
    team.extra.insert("more", true);
    assert_eq!(
        serde_json::to_string(&team).unwrap(),
        r#"{"team_id":"t","size":1,"state":"GONE","note":null,"teamMembers":[],"limit":10,"more":true}"#
    );
}

#[test]
fn a_strict_reader_wants_required_members_at_any_depth() {
    let read =
        |json: &str| strictly(|| serde_json::from_str::<Page<Page<Strict>>>(json)).map_err(|error| error.to_string());
    assert!(read(r#"{"items":[{"items":[{"firstName":"a"}]}]}"#).is_ok());
    assert!(read("{}").unwrap_err().starts_with("missing field `items`"));
    assert!(read(r#"{"items":[{"items":[{}]}]}"#).unwrap_err().starts_with("missing field `firstName`"));
    assert!(read(r#"{"items":[{"items":null}]}"#).unwrap_err().starts_with("invalid type: null"));
    // Not under the strict reader, but strict itself.
    let read = serde_json::from_str::<Strict>;
    assert!(read("{}").is_err() && read(r#"{"firstName":null}"#).is_err() && read(r#"{"firstName":""}"#).is_ok());
}

#[test]
fn strictness_reaches_objects_that_serde_buffers() {
    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    #[expect(clippy::large_enum_variant, reason = "there are few of them")]
    enum Either {
        #[expect(dead_code)]
        Team(Page<Team>),
        #[expect(dead_code)]
        Number(u8),
    }
    let json = r#"{"items":[{}]}"#;
    assert!(serde_json::from_str::<Either>(json).is_ok());
    assert!(strictly(|| serde_json::from_str::<Either>(json)).is_err());
    // The reader after it is tolerant again, also after a panic.
    let _ = std::panic::catch_unwind(|| strictly(|| panic!("on purpose")));
    assert!(serde_json::from_str::<Either>(json).is_ok());
}

#[test]
fn repeated_members_and_wrong_types_are_refused() {
    let error = |json: &str| serde_json::from_str::<Team>(json).unwrap_err().to_string();
    assert!(error(r#"{"size":1,"size":1}"#).starts_with("duplicate field `size`"));
    assert!(error(r#"{"teamMembers":[],"people":[]}"#).starts_with("duplicate field `teamMembers`"));
    assert!(error(r#"{"size":-1}"#).starts_with("invalid value: integer `-1`, expected u32"));
    assert!(error("[]").starts_with("invalid type: sequence, expected an object"));
}

#[test]
fn an_object_that_is_sent_keeps_its_required_fields() {
    let key = Key::new("d", "s3cret").others(vec!["s3cret2".to_owned()]).count(Some(1)).tries(2);
    let json = serde_json::to_string(&Lock::new(key.clone())).unwrap();
    assert_eq!(json, r#"{"key":{"door":"d","code":"s3cret","others":["s3cret2"],"count":1,"tries":2}}"#);
    assert_eq!(serde_json::from_str::<Lock>(&json).unwrap().key, key);
    assert_ne!(key, Key::new("d", "s3cret").others(vec!["s3cret3".to_owned()]).count(1).tries(2));
    assert_ne!(key, Key::new("d", "s3cret"));
    assert!(!format!("{key:?}").contains("s3cret"), "{key:?}");
    assert!(strictly(|| serde_json::from_str::<Lock>("{}")).is_err());
    assert_eq!(serde_json::from_str::<Lock>("{}").unwrap().key.tries, 3);
}

#[test]
fn an_object_is_read_from_a_value_and_a_reader() {
    let value = json!({ "items": [{ "team_id": "t", "state": "new_state" }], "next_cursor": null });
    let page: Page<Team> = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(page.items[0].state, State::Other("new_state".to_owned()));
    let from_reader: Page<Team> = serde_json::from_reader(value.to_string().as_bytes()).unwrap();
    assert_eq!(page, from_reader);
    assert_eq!(serde_json::to_value(&page).unwrap()["items"][0]["state"], "new_state");
}

#[test]
fn an_open_enum_is_its_text() {
    assert_eq!(State::default().as_str(), "");
    assert_eq!(State::Other("active".to_owned()), State::Active);
    assert_eq!("GONE".parse(), Ok(State::Deleted));
    assert_eq!(
        (State::from("gone"), State::OnHold.to_string()),
        (State::Other("gone".to_owned()), "on_hold".to_owned())
    );
    assert_eq!(State::from_text("active").unwrap(), State::Active);
    for text in ["\"active\"", "\"\\u0061ctive\"", "\"x\"", "\"\""] {
        let state: State = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&state).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }
    assert!(
        serde_json::from_str::<State>("1")
            .unwrap_err()
            .to_string()
            .starts_with("invalid type: integer `1`, expected a string")
    );
}
