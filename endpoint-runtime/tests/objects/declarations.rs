//! Objects of every size, and with every kind of generics.

#![cfg(all(feature = "schema", feature = "server"))]
#![allow(missing_docs, unreachable_pub, reason = "the objects are declared as a crate would")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{collections::BTreeMap, marker::PhantomData};

use endpoint_runtime::{
    JsonMap, object,
    object::strictly,
    schema::schemars::{JsonSchema, SchemaGenerator, schema_for},
};
use proptest::{prelude::*, sample::Index};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// Declares an object with these members, and a derive beside it.
macro_rules! wide {
    ($object:ident, $derive:ident, $names:ident, $($field:ident)+) => {
        #[object(server)]
        pub struct $object {
            $(pub $field: u32,)+
        }

        #[derive(Debug, Serialize, Deserialize)]
        struct $derive {
            $($field: u32,)+
        }

        const $names: &[&str] = &[$(stringify!($field)),+];
    };
}

wide! { Wide64, Derived64, NAMES_64,
        m0 m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12
        m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m23 m24 m25
        m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38
        m39 m40 m41 m42 m43 m44 m45 m46 m47 m48 m49 m50 m51
        m52 m53 m54 m55 m56 m57 m58 m59 m60 m61 m62 m63
}
wide! { Wide65, Derived65, NAMES_65,
        m0 m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12
        m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m23 m24 m25
        m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38
        m39 m40 m41 m42 m43 m44 m45 m46 m47 m48 m49 m50 m51
        m52 m53 m54 m55 m56 m57 m58 m59 m60 m61 m62 m63 m64
}
wide! { Wide130, Derived130, NAMES_130,
        m0 m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12
        m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m23 m24 m25
        m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38
        m39 m40 m41 m42 m43 m44 m45 m46 m47 m48 m49 m50 m51
        m52 m53 m54 m55 m56 m57 m58 m59 m60 m61 m62 m63 m64
        m65 m66 m67 m68 m69 m70 m71 m72 m73 m74 m75 m76 m77
        m78 m79 m80 m81 m82 m83 m84 m85 m86 m87 m88 m89 m90
        m91 m92 m93 m94 m95 m96 m97 m98 m99 m100 m101 m102 m103
        m104 m105 m106 m107 m108 m109 m110 m111 m112 m113 m114 m115 m116
        m117 m118 m119 m120 m121 m122 m123 m124 m125 m126 m127 m128 m129
}

fn read<T: DeserializeOwned + Serialize>(json: &str) -> Result<String, String> {
    let value = strictly(|| serde_json::from_str::<T>(json)).map_err(|error| error.to_string())?;
    Ok(serde_json::to_string(&value).unwrap())
}

/// Compares the two for the members in this order, without one of them, and with one of them twice.
fn compare<O, D>(order: &[usize], names: &[&str], one: Index) -> Result<(), TestCaseError>
where
    O: DeserializeOwned + Serialize,
    D: DeserializeOwned + Serialize,
{
    let object = |order: &[usize]| {
        let members: Vec<String> = order.iter().map(|index| format!(r#""{}":{index}"#, names[*index])).collect();
        format!("{{{}}}", members.join(","))
    };
    let order: Vec<usize> = order.iter().copied().filter(|index| *index < names.len()).collect();
    let all = object(&order);
    prop_assert!(read::<O>(&all).is_ok());
    prop_assert_eq!(read::<O>(&all), read::<D>(&all));
    let (mut fewer, mut more) = (order.clone(), order.clone());
    let removed = fewer.remove(one.index(order.len()));
    let error = read::<O>(&object(&fewer)).unwrap_err();
    prop_assert!(error.starts_with(&format!("missing field `{}`", names[removed])), "{}", error);
    prop_assert_eq!(Err(error), read::<D>(&object(&fewer)));
    more.push(removed);
    let error = read::<O>(&object(&more)).unwrap_err();
    prop_assert!(error.starts_with(&format!("duplicate field `{}`", names[removed])), "{}", error);
    prop_assert_eq!(Err(error), read::<D>(&object(&more)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_wide_object_is_read_in_any_order(order in Just((0..130).collect::<Vec<_>>()).prop_shuffle(), one: Index) {
        compare::<Wide64, Derived64>(&order, NAMES_64, one)?;
        compare::<Wide65, Derived65>(&order, NAMES_65, one)?;
        compare::<Wide130, Derived130>(&order, NAMES_130, one)?;
    }
}

/// No members.
#[object(server, schema)]
pub struct Empty {}

/// Unknown members only.
#[object(server, schema)]
pub struct OnlyRest {
    #[rest]
    pub all: JsonMap,
}

/// One member.
#[object(server, schema)]
pub struct One {
    pub member: u8,
}

#[test]
fn an_object_can_have_no_member_or_one() {
    assert_eq!(serde_json::from_str::<Empty>(r#"{"a":[{}]}"#).unwrap(), Empty::new());
    assert_eq!(strictly(|| serde_json::from_str::<Empty>("{}")).unwrap(), Empty::default());
    assert_eq!(serde_json::to_string(&Empty::new()).unwrap(), "{}");
    assert_eq!(*schema_for!(Empty).as_object().unwrap().get("type").unwrap(), json!("object"));
    let only: OnlyRest = serde_json::from_str(r#"{"b":1.50,"a":null}"#).unwrap();
    assert_eq!(serde_json::to_string(&only).unwrap(), r#"{"b":1.50,"a":null}"#);
    assert_eq!(serde_json::from_str::<One>(r#"{"other":1}"#).unwrap(), One::new(0_u8));
    assert_eq!(serde_json::to_string(&One::new(3_u8)).unwrap(), r#"{"member":3}"#);
}

/// Names that are keywords.
#[object(server, schema, rename_all = "camelCase")]
pub struct Raw {
    pub r#type: String,
    pub r#match: Option<u8>,
    #[field(default = 4)]
    pub r#async: u8,
    #[sensitive]
    pub r#priv: Option<String>,
}

#[test]
fn raw_identifiers_are_names_without_their_prefix() {
    let raw = Raw::new("t").r#match(1).r#async(2).r#priv("s3cret".to_owned());
    let json = r#"{"type":"t","match":1,"async":2,"priv":"s3cret"}"#;
    assert_eq!(serde_json::to_string(&raw).unwrap(), json);
    assert_eq!(serde_json::from_str::<Raw>(json).unwrap(), raw);
    assert_eq!(format!("{raw:?}"), r#"Raw { type: "t", match: Some(1), async: 2, priv: Some([redacted]) }"#);
    let properties = schema_for!(Raw).to_value()["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(properties, ["async", "match", "priv", "type"]);
}

/// A list of at most `MAX` items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AtMost<const MAX: usize>(Vec<u8>);

impl<'de, const MAX: usize> Deserialize<'de> for AtMost<MAX> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::deserialize(deserializer)?;
        if items.len() > MAX { Err(serde::de::Error::custom("too many")) } else { Ok(Self(items)) }
    }
}

impl<const MAX: usize> Serialize for AtMost<MAX> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<const MAX: usize> JsonSchema for AtMost<MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AtMost".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> endpoint_runtime::schema::schemars::Schema {
        let mut schema = Vec::<u8>::json_schema(generator);
        schema.insert("maxItems".to_owned(), MAX.into());
        schema
    }
}

/// A batch.
#[object(server, schema)]
pub struct Batch<const MAX: usize> {
    pub items: AtMost<MAX>,
}

/// Two batches.
#[object(server, schema)]
pub struct Batches {
    pub few: Batch<1>,
    pub many: Batch<3>,
}

#[test]
fn an_object_can_be_generic_over_constants() {
    let read = |json: &str| serde_json::from_str::<Batches>(json);
    let batches = read(r#"{"few":{"items":[1]},"many":{"items":[1,2,3]}}"#).unwrap();
    assert_eq!(batches, Batches::new(Batch::new(AtMost(vec![1])), Batch::new(AtMost(vec![1, 2, 3]))));
    assert!(read(r#"{"few":{"items":[1,2]}}"#).is_err());
    let schema = schema_for!(Batches).to_value();
    assert_eq!(schema["$defs"]["BatchOf1"]["properties"]["items"]["maxItems"], 1);
    assert_eq!(schema["$defs"]["BatchOf3"]["properties"]["items"]["maxItems"], 3);
}

/// A resource, with its error and the names of its labels.
#[object(server, schema)]
pub struct Envelope<T: Clone, E = Empty, K = String>
where
    K: Ord,
    E: PartialEq,
{
    pub data: T,
    pub error: Option<E>,
    pub labels: BTreeMap<K, T>,
    pub next: Option<Box<Envelope<T, E, K>>>,
    #[rest]
    pub extra: JsonMap,
}

/// A type that names another one.
pub trait Resource {
    /// The type of the id.
    type Id: Clone + std::fmt::Debug + PartialEq + Default + Serialize + DeserializeOwned + JsonSchema;
}

impl Resource for One {
    type Id = u64;
}

/// A reference.
#[object(server, schema)]
pub struct Reference<R: Resource> {
    pub id: R::Id,
    #[field(default)]
    pub marker: PhantomData<R>,
}

#[test]
fn an_object_can_have_bounds_and_defaults_of_its_parameters() {
    let json = r#"{"data":1,"labels":{"a":2},"next":{"data":3,"labels":{}},"more":1.0}"#;
    let envelope: Envelope<u8> = serde_json::from_str(json).unwrap();
    assert_eq!(envelope.next.as_ref().map(|next| next.data), Some(3));
    assert_eq!(serde_json::to_string(&envelope).unwrap(), json);
    let with_error: Envelope<String, One, u8> =
        serde_json::from_str(r#"{"error":{"member":2},"labels":{"7":"x"}}"#).unwrap();
    assert_eq!((with_error.error, &*with_error.labels[&7]), (Some(One::new(2_u8)), "x"));
    assert!(strictly(|| serde_json::from_str::<Envelope<u8>>(r#"{"data":1,"labels":{},"next":{}}"#)).is_err());
    let schema = schema_for!(Vec<Envelope<u8>>).to_value();
    assert_eq!(
        schema["$defs"]["EnvelopeOfuint8AndEmptyAndstring"]["required"],
        json!(["data", "labels"]),
        "{schema:#}"
    );
    let reference: Reference<One> = serde_json::from_str(r#"{"id":5}"#).unwrap();
    assert_eq!(reference, Reference::new(5_u64));
}

/// An `Option` that does not look like one.
type Maybe = Option<String>;

/// An alias in a field.
#[object(server, schema)]
pub struct Aliased {
    pub maybe: Maybe,
}

#[test]
fn an_alias_of_an_option_is_required_and_takes_null() {
    let read = |json: &str| strictly(|| serde_json::from_str::<Aliased>(json));
    assert!(read("{}").is_err());
    assert_eq!(read(r#"{"maybe":null}"#).unwrap(), Aliased::default());
    assert_eq!(serde_json::to_string(&Aliased::default()).unwrap(), r#"{"maybe":null}"#);
    assert_eq!(schema_for!(Aliased).to_value()["required"], json!(["maybe"]));
}

/// An object beside others in one JSON object.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    #[serde(flatten)]
    raw: Raw,
    #[serde(flatten)]
    one: One,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[test]
fn a_flattened_object_leaves_the_other_members() {
    let json = r#"{"type":"t","async":4,"member":1,"z":true}"#;
    let flat: Flat = serde_json::from_str(json).unwrap();
    assert_eq!((&*flat.raw.r#type, flat.one.member), ("t", 1));
    assert_eq!(flat.others, BTreeMap::from([("z".to_owned(), json!(true))]));
    assert_eq!(serde_json::to_string(&flat).unwrap(), json);
}

#[test]
fn an_unknown_member_has_as_many_levels_as_json_of_its_own() {
    let nested = |levels: usize| format!(r#"{{"x":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
    let only: OnlyRest = serde_json::from_str(&nested(127)).unwrap();
    assert_eq!(serde_json::from_str::<JsonMap>(&nested(127)).unwrap(), only.all);
    assert!(serde_json::from_str::<OnlyRest>(&nested(128)).is_err());
    assert!(serde_json::from_str::<JsonMap>(&nested(128)).is_err());
    // An unknown member that is not kept has no limit.
    assert!(serde_json::from_str::<One>(&nested(10_000)).is_ok());
}
