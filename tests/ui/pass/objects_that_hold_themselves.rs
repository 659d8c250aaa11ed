//! Recursive objects: in a `Box`, in lists and maps, and two that hold each other.

use std::collections::HashMap;

use endpoint_runtime::{object, open_enum};

#[object(server)]
struct Tree {
    value: u32,
    left: Option<Box<Tree>>,
    children: Vec<Tree>,
    by_name: HashMap<String, Tree>,
}

#[object(server)]
struct Member {
    name: String,
    team: Option<Box<Team>>,
}

#[object(server)]
struct Team {
    kind: Kind,
    members: Vec<Member>,
}

#[open_enum]
enum Kind {
    Small,
}

fn main() {
    let json = r#"{"value":1,"left":{"value":2,"children":[],"by_name":{}},"children":[{"value":3,"children":[],"by_name":{}}],"by_name":{}}"#;
    let tree: Tree = serde_json::from_str(json).unwrap();
    assert_eq!(tree.children[0].value, 3);
    assert_eq!(serde_json::to_string(&tree).unwrap(), json);
    let json = r#"{"name":"Ada","team":{"kind":"Small","members":[{"name":"Bob"}]}}"#;
    let member: Member = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&member).unwrap(), json);
}
