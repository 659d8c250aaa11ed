//! Random edits of valid declarations: no token stream makes the macros panic.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::prelude::*;
use quote::ToTokens as _;

use crate::lower::defaults::AttributeSet;

const DECLARATIONS: [&str; 5] = [
    include_str!("../golden/connected_apps.rs"),
    include_str!("../golden/fields.rs"),
    include_str!("../golden/forms.rs"),
    include_str!("../golden/objects.rs"),
    include_str!("../golden/queries.rs"),
];

/// Returns one of the items of a file.
fn item(source: &str, index: prop::sample::Index) -> TokenStream {
    let items = syn::parse_file(source).unwrap().items;
    items[index.index(items.len())].to_token_stream()
}

/// One edit, at an index that counts all tokens, those inside of groups included.
#[derive(Clone, Debug)]
enum Edit {
    Remove(usize),
    Double(usize),
    Swap(usize),
    Replace(usize, Word),
}

#[derive(Clone, Debug)]
enum Word {
    Ident(&'static str),
    Text(String),
    Number(u32),
    Punct(char),
    Group(u8),
}

impl Word {
    fn token(&self) -> TokenTree {
        match self {
            Self::Ident(name) => Ident::new(name, Span::call_site()).into(),
            Self::Text(text) => Literal::string(text).into(),
            Self::Number(number) => Literal::u32_unsuffixed(*number).into(),
            Self::Punct(c) => Punct::new(*c, Spacing::Alone).into(),
            Self::Group(kind) => {
                let delimiter = [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None];
                Group::new(delimiter[usize::from(kind % 4)], TokenStream::new()).into()
            }
        }
    }
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![
        prop::sample::select(vec![
            "POST",
            "post",
            "crate",
            "self",
            "Self",
            "async",
            "fn",
            "header",
            "body",
            "field",
            "headers",
            "sensitive",
            "idempotency_key",
            "rest",
            "text",
            "Other",
            "timeout",
            "Option",
            "Vec",
            "impl",
            "dyn",
            "where",
            "r",
            "_x",
            "type",
        ])
        .prop_map(Word::Ident),
        "[/<>{}?&=#%.a-zé~:]{0,24}".prop_map(Word::Text),
        any::<String>().prop_map(Word::Text),
        any::<u32>().prop_map(Word::Number),
        prop::sample::select(vec!['<', '>', ',', '=', '#', '&', ':', ';', '?', '-', '\'']).prop_map(Word::Punct),
        any::<u8>().prop_map(Word::Group),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0..220_usize;
    prop_oneof![
        place.clone().prop_map(Edit::Remove),
        place.clone().prop_map(Edit::Double),
        place.clone().prop_map(Edit::Swap),
        (place, word()).prop_map(|(place, word)| Edit::Replace(place, word)),
    ]
}

/// Applies an edit to the token at its index. `left` counts down to it.
fn apply(tokens: TokenStream, edit: &Edit, left: &mut Option<usize>) -> TokenStream {
    let mut edited: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match left {
            Some(0) => {
                *left = None;
                match edit {
                    Edit::Remove(_) => {}
                    Edit::Double(_) => edited.extend([token.clone(), token]),
                    Edit::Swap(_) => edited.extend(tokens.next().into_iter().chain([token])),
                    Edit::Replace(_, word) => edited.push(word.token()),
                }
                continue;
            }
            Some(places) => *places -= 1,
            None => {}
        }
        edited.push(match token {
            TokenTree::Group(group) => Group::new(group.delimiter(), apply(group.stream(), edit, left)).into(),
            token => token,
        });
    }
    edited.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_declarations_never_panic(
        declaration in prop::sample::select(DECLARATIONS.to_vec()),
        index in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edit(), 1..6),
    ) {
        // The attribute's arguments and the item are edited alike.
        let mut item = item(declaration, index);
        let mut arguments: TokenStream = "tag = \"Members\", rename_all = \"camelCase\", sent, derive(Eq), defaults(body = json, server), schema, crate = a::b".parse().unwrap();
        for edit in &edits {
            let (Edit::Remove(place) | Edit::Double(place) | Edit::Swap(place) | Edit::Replace(place, _)) = edit;
            item = apply(item, edit, &mut Some(*place));
            arguments = apply(arguments, edit, &mut Some(place / 16));
        }
        let _ = crate::expand_endpoints(AttributeSet::ByFeature, arguments.clone(), item.clone());
        let _ = crate::expand_object(arguments.clone(), item.clone(), AttributeSet::Plain);
        let _ = crate::expand_open_enum(arguments, item.clone(), AttributeSet::ByFeature);
        let _ = crate::expand_param(item.clone());
        for kind in crate::model::GroupKind::ALL {
            let _ = crate::expand_group(kind, AttributeSet::ByFeature, item.clone(), "here");
        }
        let _ = crate::expand_group_setters(item.clone());
        let _ = crate::with_diagnostics(|diagnostics| crate::misplaced_attributes::endpoint_outside_trait(&TokenStream::new(), item, diagnostics));
    }

    #[test]
    fn edited_trees_never_panic(edits in prop::collection::vec(edit(), 1..6)) {
        let call: syn::ItemMacro = syn::parse_str(include_str!("../golden/tree.rs")).unwrap();
        let mut tree: TokenStream = "endpoint_runtime;".parse().unwrap();
        tree.extend(call.mac.tokens);
        for edit in &edits {
            let (Edit::Remove(place) | Edit::Double(place) | Edit::Swap(place) | Edit::Replace(place, _)) = edit;
            tree = apply(tree, edit, &mut Some(place / 4));
        }
        let _ = crate::expand_tree(tree);
    }

    #[test]
    fn templates_never_panic(text in any::<String>(), path in "[/<>{}?&=#%.a-zé~:]{0,40}") {
        let _ = crate::lower::template::parse(&text, &["a", "id"]);
        let _ = crate::lower::template::parse(&path, &["a", "id"]);
    }
}
