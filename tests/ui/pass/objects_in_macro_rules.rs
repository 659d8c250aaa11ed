//! Objects in `macro_rules!` macros: types, names, texts and whole items arrive in invisible groups.

use endpoint_runtime::{JsonMap, object, open_enum};

macro_rules! resource {
    ($visibility:vis $name:ident { $id:ident: $type:ty, $optional:ident: $option:ty, $nullable:ident: $nested:ty }
        $wire:literal $default:expr, $rest:ty, $key:ty) => {
        /// Made by a macro.
        #[object(sent)]
        $visibility struct $name {
            $id: $type,
            #[field($wire, alias = "nick")]
            $optional: $option,
            $nullable: $nested,
            #[field(default = $default)]
            days: u32,
            #[sensitive]
            key: $key,
            #[rest]
            extra: $rest,
        }
    };
}

macro_rules! statuses {
    ($name:ident: $($variant:ident = $text:literal),*) => {
        #[open_enum]
        enum $name {
            $(#[text($text)] $variant,)*
        }
    };
}

macro_rules! whole {
    ($($item:item)*) => {
        $($item)*
    };
}

macro_rules! fields {
    ($($(#[$attribute:meta])* $name:ident: $($type:tt)*);*) => {
        $(
            #[object]
            struct Single {
                $(#[$attribute])*
                $name: $($type)*
            }
        )*
    };
}

resource! {
    pub(crate) Member { id: String, name: Option<String>, phone: Option<Option<String>> }
    "fullName" 3 + 4, JsonMap, Option<String>
}

statuses!(Status: Active = "active", Pending = "invite_pending");

whole! {
    #[object(rename_all = "camelCase")]
    struct Team {
        #[field(alias = "teamName")]
        team_id: String,
    }
}

fields!(#[field("n")] name: Option<String>);

fn main() {
    let member = Member::new("1").name("Ada").phone_null().key("s3cret");
    let json = r#"{"id":"1","fullName":"Ada","phone":null,"days":7,"key":"s3cret"}"#;
    assert_eq!(serde_json::to_string(&member).unwrap(), json);
    assert_eq!(serde_json::from_str::<Member>(json).unwrap(), member);
    assert!(!format!("{member:?}").contains("s3cret"));
    assert_eq!(Status::from("invite_pending"), Status::Pending);
    assert_eq!(serde_json::from_str::<Team>(r#"{"teamId":"1"}"#).unwrap().team_id, "1");
    assert_eq!(serde_json::from_str::<Single>(r#"{"n":"1"}"#).unwrap().name.as_deref(), Some("1"));
}
