//! A setter takes a value or an `Option` of one, and infers the types of literals and texts as before.

use std::{collections::BTreeMap, sync::Arc};

use endpoint_runtime::{Param, Result, endpoints};
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, Param)]
#[param(from)]
struct TeamId(String);

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Address {
    city: String,
}

#[endpoints]
trait Teams {
    #[endpoint(POST "/teams?<team_id>&<count>&<ratio>&<mark>&<tags>&<shared>")]
    async fn invite(
        &self,
        team_id: Option<TeamId>,
        count: Option<u64>,
        ratio: Option<f32>,
        mark: Option<char>,
        tags: Vec<String>,
        notify: Option<bool>,
        name: Option<String>,
        shared: Option<Arc<str>>,
        roles: Option<Vec<String>>,
        address: Option<Address>,
        labels: Option<BTreeMap<String, u8>>,
        age: Option<Option<u8>>,
        nick: Option<Option<String>>,
    ) -> Result<()>;

    #[endpoint(POST "/notes")]
    async fn note(&self, metadata: Option<Value>, extra: Option<serde_json::Value>, more: Option<Option<Value>>)
    -> Result<()>;
}

fn main() {
    let by_value = InviteRequest::new()
        .team_id("red")
        .count(60 * 5)
        .ratio(-1.5)
        .mark('x')
        .tags(["a"])
        .notify(true)
        .name("Ada")
        .shared("text")
        .roles(vec![])
        .address(Address { city: "Paris".into() })
        .labels([("a".to_owned(), 1)])
        .age(3)
        .nick("ada");
    let name = "Ada".to_owned();
    let by_option = InviteRequest::new()
        .team_id(Some("red"))
        .count(Some(60 * 5))
        .ratio(Some(-1.5))
        .mark(Some('x'))
        .tags(["a"])
        .notify(Some(true))
        .name(Some(&name))
        .shared(Some("text"))
        .roles(Some(vec![]))
        .address(Some(Address { city: "Paris".into() }))
        .labels(Some([("a".to_owned(), 1)]))
        .age(Some(3))
        .nick(Some("ada"));
    assert_eq!(format!("{by_value:?}"), format!("{by_option:?}"));
    assert_eq!((by_value.age, by_value.nick), (Some(Some(3)), Some(Some("ada".to_owned()))));

    // Texts, newtypes and lists in their usual forms.
    let request = InviteRequest::new().name(&name).name(name.clone()).name(format!("{name}!")).name('x');
    let request = request.team_id(TeamId(name.clone())).team_id(Some(TeamId(name.clone()))).team_id(name.clone());
    let request = request.roles(["a".to_owned()]).roles(Vec::new()).roles(vec!["a".into()]).roles(Some(vec!["a".into()]));
    let request = request.count(name.len() as u64).count(u64::MAX).count(1 << 3).notify(name.is_empty());
    assert_eq!((request.count, request.notify), (Some(8), Some(false)));

    // `None` removes a value. Of what is no number, its type has to be known.
    let missing: Option<&str> = None;
    let request = request.count(None).ratio(None).mark(None).notify(None).age(None).name(missing).team_id(missing);
    assert_eq!((request.count, request.notify, request.age), (None, None, None));
    assert_eq!((request.name, request.team_id), (None, None));

    // An `Option` is a JSON value itself.
    let request = NoteRequest::new().metadata(json!({ "a": 1 })).extra("text").more(5);
    assert_eq!(request.metadata, Some(json!({ "a": 1 })));
    let request = request.metadata(None::<u8>).extra(Some("text")).more(Some(5));
    assert_eq!((request.metadata, request.extra), (Some(Value::Null), Some("text".into())));
    assert_eq!(request.more, Some(Some(5.into())));
}
