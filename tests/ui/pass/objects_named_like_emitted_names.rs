//! Objects, fields and variants may have the names that the emitted code uses itself.

use endpoint_runtime::{object, open_enum};

#[object(sent)]
struct Table {
    index: u8,
    map: u8,
    strict: u8,
    name: u8,
    value: Option<u8>,
    f: Option<u8>,
    other: Option<u8>,
    text: Option<Option<u8>>,
    serializer: Option<u8>,
    deserializer: Option<u8>,
    generator: Option<u8>,
    state: Option<u8>,
    self_: Option<u8>,
    core: Option<u8>,
    std: Option<u8>,
    fmt: Option<u8>,
    eq: Option<u8>,
    blank: Option<u8>,
    serialize: Option<u8>,
    deserialize: Option<u8>,
    read_field: Option<u8>,
    rest: Option<u8>,
    rest_mut: Option<u8>,
    into: Option<u8>,
    #[sensitive]
    from: Option<String>,
}

/// Without `new` and setters, these names are free.
#[object]
struct Field {
    new: Option<u8>,
    clone: Option<u8>,
    default: Option<u8>,
    text: Option<Option<u8>>,
    text_null: Option<u8>,
}

/// A value that `new` takes has no setter.
#[object(sent)]
struct Presence {
    new: u8,
    default: u8,
    clone: u8,
}

#[object]
struct Object {
    option: Option<Option<Serialize>>,
}

#[open_enum]
enum Serialize {
    Some,
    None,
    Ok,
    Err,
    Text,
    Self_,
}

fn main() {
    let table = Table::new(1, 2, 3, 4).value(5).text_null().from("6");
    assert_eq!(serde_json::to_string(&table).unwrap(), r#"{"index":1,"map":2,"strict":3,"name":4,"value":5,"text":null,"from":"6"}"#);
    assert!(table == table.clone());
    assert_eq!(Field::default(), Field::default().clone());
    assert_eq!(serde_json::to_string(&Presence::new(1, 2, 3)).unwrap(), r#"{"new":1,"default":2,"clone":3}"#);
    assert_eq!(serde_json::from_str::<Object>(r#"{"option":"None"}"#).unwrap().option, Some(Some(Serialize::None)));
}
