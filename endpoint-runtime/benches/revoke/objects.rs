//! An object of forty members, by its table and by serde's derive.

use std::hint::black_box;

use endpoint_runtime::{object, object::Object};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};

use crate::cases::Iteration;

/// Declares the same struct twice.
macro_rules! twins {
    ($($field:ident: $type:ty $(, $skip:literal)?;)+) => {
        #[object(server)]
        #[allow(missing_docs)]
        pub(crate) struct ByTable {
            $(pub(crate) $field: $type,)+
        }

        #[derive(Debug, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub(crate) struct ByDerive {
            $(
                #[serde(deserialize_with = "null_default")]
                $(#[serde(skip_serializing_if = $skip)])?
                pub(crate) $field: $type,
            )+
        }
    };
}

/// Reads null as the default, as an object does.
pub(crate) fn null_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

twins! {
    member_name_0: String;
    member_code_1: u16;
    member_is_set_2: bool;
    member_note_3: Option<String>, "Option::is_none";
    member_roles_4: Vec<String>;
    member_count_5: u32;
    member_is_open_6: Option<bool>, "Option::is_none";
    member_url_7: String;
    member_name_8: String;
    member_code_9: u16;
    member_is_set_10: bool;
    member_note_11: Option<String>, "Option::is_none";
    member_roles_12: Vec<String>;
    member_count_13: u32;
    member_is_open_14: Option<bool>, "Option::is_none";
    member_url_15: String;
    member_name_16: String;
    member_code_17: u16;
    member_is_set_18: bool;
    member_note_19: Option<String>, "Option::is_none";
    member_roles_20: Vec<String>;
    member_count_21: u32;
    member_is_open_22: Option<bool>, "Option::is_none";
    member_url_23: String;
    member_name_24: String;
    member_code_25: u16;
    member_is_set_26: bool;
    member_note_27: Option<String>, "Option::is_none";
    member_roles_28: Vec<String>;
    member_count_29: u32;
    member_is_open_30: Option<bool>, "Option::is_none";
    member_url_31: String;
    member_name_32: String;
    member_code_33: u16;
    member_is_set_34: bool;
    member_note_35: Option<String>, "Option::is_none";
    member_roles_36: Vec<String>;
    member_count_37: u32;
    member_is_open_38: Option<bool>, "Option::is_none";
    member_url_39: String;
}

/// The object with its members in the order of the fields.
pub(crate) fn in_order() -> String {
    json(0..members().len())
}

/// The object with its members in an order without a pattern.
pub(crate) fn in_random_order() -> String {
    let count = members().len();
    // 17 and 40 have no common factor, so every member occurs once.
    json((0..count).map(|index| (index * 17 + 5) % count))
}

fn json(order: impl Iterator<Item = usize>) -> String {
    let members = members();
    let members: Vec<&str> = order.map(|index| members[index].as_str()).collect();
    format!("{{{}}}", members.join(","))
}

/// The members, each as JSON.
fn members() -> Vec<String> {
    let mut members: Vec<String> = Vec::new();
    for field in <ByTable as Object>::table().fields() {
        let value = match field.name.rsplit('_').nth(1) {
            Some("code") => "200",
            Some("count") => "70000",
            Some("set" | "open") => "true",
            Some("roles") => r#"["admin","member"]"#,
            _ => r#""a text of some length""#,
        };
        members.push(format!("\"{}\":{value}", field.name));
    }
    members
}

pub(crate) fn read<T: DeserializeOwned>(json: String) -> Iteration {
    Box::new(move || drop(black_box(serde_json::from_str::<T>(black_box(&json)).unwrap())))
}

pub(crate) fn write<T: Serialize + DeserializeOwned + 'static>() -> Iteration {
    let value: T = serde_json::from_str(&in_order()).unwrap();
    Box::new(move || drop(black_box(serde_json::to_vec(black_box(&value)).unwrap())))
}

/// Checks that both read the same and write the same.
pub(crate) fn check() {
    for json in [in_order(), in_random_order()] {
        let table: ByTable = serde_json::from_str(&json).unwrap();
        let derive: ByDerive = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&table).unwrap(), serde_json::to_string(&derive).unwrap());
    }
}
