//! Keywords as names of fields, variants, objects and modules.
#![allow(non_camel_case_types)]

use endpoint_runtime::{object, open_enum};

#[object(sent)]
struct r#struct {
    r#type: String,
    r#match: Option<u32>,
    r#fn: Option<Option<String>>,
    #[field("enum", alias = "impl")]
    r#enum: r#enum,
    #[sensitive]
    r#loop: Option<String>,
}

#[open_enum]
enum r#enum {
    r#async,
    r#Yield,
}

fn main() {
    let object = r#struct::new("a", r#enum::r#async).r#match(1).fn_null().r#loop("b");
    let json = r#"{"type":"a","match":1,"fn":null,"enum":"async","loop":"b"}"#;
    assert_eq!(serde_json::to_string(&object).unwrap(), json);
    assert_eq!(serde_json::from_str::<r#struct>(json).unwrap(), object);
    assert_eq!(r#enum::from("Yield"), r#enum::r#Yield);
    assert!(format!("{object:?}").contains("loop: Some([redacted])"));
}
