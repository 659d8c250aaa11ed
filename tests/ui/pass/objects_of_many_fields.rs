//! More fields than the bits of a word, and more values than clippy likes in a function.
#![deny(warnings)]

use endpoint_runtime::object;

macro_rules! many {
    ($($name:ident)*) => {
        #[object(sent)]
        #[derive(Eq)]
        pub struct Many {
            $(pub $name: u32,)*
            pub last: Option<String>,
        }

        fn new() -> Many {
            let zero = 0;
            Many::new($({ let $name = zero; $name }),*)
        }
    };
}

many!(
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 d0 d1 d2 d3 d4 d5 d6 d7 d8 d9
    e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 g0 g1 g2 g3 g4 g5 g6 g7 g8 g9
);

fn main() {
    let many = new().last("x");
    let json = serde_json::to_string(&many).unwrap();
    assert!(json.ends_with(r#""g9":0,"last":"x"}"#));
    assert_eq!(serde_json::from_str::<Many>(&json).unwrap(), many);
    assert!(serde_json::from_str::<Many>(r#"{"g9":1,"g9":2}"#).is_err());
}
