//! Objects hold types that derive serde's traits, and the other way round.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
    net::Ipv4Addr,
    num::NonZeroU8,
    time::Duration,
};

use endpoint_runtime::{Json, JsonMap, object, open_enum};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Derived {
    first_name: String,
    member: Option<Box<Member>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "type")]
enum Event {
    Joined(Member),
    Left { member: Box<Member>, status: Status },
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Flat {
    #[serde(flatten)]
    member: Member,
    days: u8,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
enum Either {
    Number(u64),
    Member(Member),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(transparent)]
struct Id(String);

#[open_enum]
enum Status {
    Active,
}

#[object(server)]
struct Member {
    id: Id,
    derived: Vec<Derived>,
    event: Option<Box<Event>>,
    by_id: BTreeMap<Id, Derived>,
    statuses: HashMap<Status, u8>,
    tuple: (u8, String),
    array: [u8; 3],
    text: Cow<'static, str>,
    set: HashSet<u8>,
    address: Option<Ipv4Addr>,
    number: Option<NonZeroU8>,
    time: Duration,
    value: serde_json::Value,
    json: Json,
    map: JsonMap,
    unit: (),
}

fn main() {
    let member = Member { id: Id("1".to_owned()), ..Member::default() };
    let json = serde_json::to_string(&member).unwrap();
    assert_eq!(serde_json::from_str::<Member>(&json).unwrap(), member);
    for event in [Event::Joined(member.clone()), Event::Left { member: Box::new(member.clone()), status: Status::Active }] {
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
    }
    let flat = Flat { member: member.clone(), days: 1 };
    assert_eq!(serde_json::from_value::<Flat>(serde_json::to_value(&flat).unwrap()).unwrap(), flat);
    assert_eq!(serde_json::from_str::<Either>("1").unwrap(), Either::Number(1));
    assert_eq!(serde_json::from_str::<Either>(&json).unwrap(), Either::Member(member));
}
