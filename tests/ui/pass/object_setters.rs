//! The setters of objects take a value, what converts into it, or an `Option`; the parameters of `new` what converts.

use endpoint_runtime::{Json, object, open_enum};

#[object(sent)]
struct Member {
    name: String,
    age: u8,
    address: Address,
    nick: Option<String>,
    limit: Option<u64>,
    ratio: Option<f64>,
    admin: Option<bool>,
    initial: Option<char>,
    home: Option<Address>,
    tags: Option<Vec<String>>,
    status: Option<Status>,
    phone: Option<Option<String>>,
    value: Option<serde_json::Value>,
    json: Option<Json>,
    #[field(default = "none".to_owned())]
    note: String,
    #[field(default = 1)]
    weight: u32,
}

#[object(sent)]
struct Address {
    city: String,
}

#[open_enum]
enum Status {
    Active,
}

impl From<&str> for Address {
    fn from(city: &str) -> Self {
        Self::new(city)
    }
}

fn main() {
    let nick: Option<&str> = None;
    let member = Member::new("Ada", 36, "Ghent")
        .nick("A")
        .nick(Some("B".to_owned()))
        .limit(3)
        .limit(None)
        .limit(Some(4))
        .ratio(0.5)
        .admin(true)
        .initial('A')
        .home("Paris")
        .home(Address::new("Rome"))
        .tags(["a".to_owned()])
        .status("frozen")
        .status(Status::Active)
        .phone("1")
        .phone_null()
        .value(1)
        .json("x")
        .note("hello")
        .weight(2);
    assert_eq!((member.nick.as_deref(), member.limit, member.phone.clone()), (Some("B"), Some(4), Some(None)));
    assert_eq!((member.note.as_str(), member.weight), ("hello", 2));
    assert_eq!(member.home, Some(Address::new("Rome")));
    assert_eq!(member.nick(nick).nick, None);
}
