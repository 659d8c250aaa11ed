//! Type parameters: with bounds, with defaults, with the names that the emitted code uses itself; constants.
#![deny(warnings)]

use std::collections::BTreeMap;

use endpoint_runtime::{JsonMap, object};

#[object(server)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub first: Option<T>,
    pub last: Option<Option<T>>,
    pub next_cursor: Option<String>,
}

#[object(sent)]
pub struct Envelope<T, E = String>
where
    T: Clone + Ord,
{
    pub data: T,
    pub errors: BTreeMap<String, E>,
    #[field(default)]
    pub fallback: T,
    #[rest]
    pub extra: JsonMap,
}

/// The names that emitted methods would give to their own parameters.
#[object(sent)]
pub struct Names<A, D, M, S> {
    pub a: A,
    pub d: D,
    pub m: Option<M>,
    pub s: Vec<S>,
}

/// With a secret, `Debug` and `PartialEq` are not derived.
#[object(sent)]
pub struct Secret<T> {
    #[sensitive]
    pub key: String,
    pub data: T,
}

#[object]
pub struct Grid<const N: usize> {
    pub cells: Vec<Cells<N>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cells<const N: usize>([u8; N]);

impl<'de, const N: usize> serde::Deserialize<'de> for Cells<N> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let cells = <Vec<u8> as serde::Deserialize>::deserialize(deserializer)?;
        cells.try_into().map(Self).map_err(|_| serde::de::Error::custom("wrong number of cells"))
    }
}

/// Has no `Default`, which a page does not need.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Item(u8);

fn main() {
    let page: Page<Item> = serde_json::from_str(r#"{"items":[1,2],"last":null}"#).unwrap();
    assert_eq!((&page.items[..], &page.last), (&[Item(1), Item(2)][..], &Some(None)));
    assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"items":[1,2],"last":null}"#);
    let nested: Page<Page<u8>> = serde_json::from_str(r#"{"items":[{"items":[1]}]}"#).unwrap();
    assert_eq!(nested.items[0].items, [1]);

    let envelope: Envelope<u8> = Envelope::new(1, BTreeMap::new());
    assert_eq!((envelope.data, envelope.fallback), (1, 0));
    let names: Names<u8, String, bool, char> = Names::new(1, "d".to_owned(), ['s']).m(true);
    assert_eq!(serde_json::to_string(&names).unwrap(), r#"{"a":1,"d":"d","m":true,"s":["s"]}"#);
    let secret = Secret::new("s3cret", 1_u8);
    assert!(secret == secret.clone() && !format!("{secret:?}").contains("s3cret"));
    let grid: Grid<2> = serde_json::from_str(r#"{"cells":[[1,2]]}"#).unwrap();
    assert_eq!(grid.cells, [Cells([1, 2])]);
}
