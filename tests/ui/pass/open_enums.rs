//! Open enums: texts, conversions, comparisons, `match`, JSON.
#![deny(warnings)]

use std::collections::{HashMap, HashSet};

use endpoint_runtime::{Param, open_enum};

/// A state.
#[open_enum(rename_all = "kebab-case")]
pub enum Status {
    /// Works here.
    Active,
    InvitePending,
    #[text("other")]
    OtherStatus,
    #[text("")]
    Empty,
    #[text("über/straße \"1\"")]
    Escaped,
}

#[open_enum]
#[derive(PartialOrd)]
pub enum Plain {
    Yes,
    /// Anything else.
    #[allow(clippy::doc_markdown)]
    Other(std::string::String),
}

macro_rules! cases {
    ($($name:ident $case:literal $text:literal)*) => {
        $(
            #[open_enum(rename_all = $case)]
            pub enum $name {
                InvitePending,
            }
            assert_eq!($name::InvitePending.as_str(), $text);
        )*
    };
}

fn is_known(status: &Status) -> bool {
    match status {
        Status::Active | Status::InvitePending | Status::OtherStatus | Status::Empty | Status::Escaped => true,
        Status::Other(_) => false,
    }
}

fn main() {
    assert_eq!(Status::from("invite-pending"), Status::InvitePending);
    assert_eq!(Status::from("frozen".to_owned()), Status::Other("frozen".to_owned()));
    assert_eq!("other".parse(), Ok(Status::OtherStatus));
    assert_eq!(Status::Other("active".to_owned()), Status::Active);
    assert_eq!(Status::default(), Status::Empty);
    assert_eq!(format!("{:>8}|{}", Status::Active, Status::from("x")), "  active|x");
    assert_eq!(&*Status::Escaped.to_text().unwrap(), "über/straße \"1\"");
    assert_eq!(Status::from_text("active").unwrap(), Status::Active);
    assert!(is_known(&Status::Active) && !is_known(&Status::from("frozen")));
    assert_eq!(HashSet::from([Status::Active, Status::Other("active".to_owned())]).len(), 1);
    let map: HashMap<Status, u8> = serde_json::from_str(r#"{"active":1,"frozen":2}"#).unwrap();
    assert_eq!((map[&Status::Active], map[&Status::from("frozen")]), (1, 2));
    for json in [r#""active""#, r#""frozen""#, r#""""#, r#""über/straße \"1\"""#] {
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Status>(json).unwrap()).unwrap(), json);
    }
    assert!(serde_json::from_str::<Status>("1").is_err());
    assert!(Plain::Yes < Plain::from("a"));
    cases! {
        Lower "lowercase" "invitepending"
        Upper "UPPERCASE" "INVITEPENDING"
        Pascal "PascalCase" "InvitePending"
        Camel "camelCase" "invitePending"
        Snake "snake_case" "invite_pending"
        ScreamingSnake "SCREAMING_SNAKE_CASE" "INVITE_PENDING"
        Kebab "kebab-case" "invite-pending"
        ScreamingKebab "SCREAMING-KEBAB-CASE" "INVITE-PENDING"
    }
}
