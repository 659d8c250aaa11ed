//! Types that are themselves before they are anything else: `A` is `B` or a text, and `B` is `A` or a number.

use std::collections::{BTreeMap, BTreeSet};

use super::{TypeKind, UnionType, ValueType};

/// Gives every type in such a circle what the types of the circle are besides, so that whoever follows names and variants
/// comes to an end. A circle of nothing else allows any value.
pub(super) fn without(mut types: BTreeMap<String, ValueType>) -> BTreeMap<String, ValueType> {
    let circular: BTreeSet<String> = types.keys().filter(|name| is_circular(name, &types)).cloned().collect();
    let broken: Vec<(String, ValueType)> = circular
        .iter()
        .filter_map(|name| {
            let mut found = Found::default();
            found.collect(types.get(name)?, name, &circular, &types);
            Some((name.clone(), found.into_value(types.get(name)?)))
        })
        .collect();
    types.extend(broken);
    types
}

/// The types that a value of this type may be without being inside of it.
fn alternatives(value: &ValueType) -> &[ValueType] {
    match &value.kind {
        TypeKind::Union(union) => &union.variants,
        TypeKind::Named { .. } => std::slice::from_ref(value),
        _ => &[],
    }
}

fn is_circular(name: &str, types: &BTreeMap<String, ValueType>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&ValueType> = types.get(name).into_iter().collect();
    while let Some(value) = next.pop() {
        for alternative in alternatives(value) {
            match &alternative.kind {
                TypeKind::Named { name: other } if other == name => return true,
                TypeKind::Named { name: other } if seen.insert(other) => next.extend(types.get(other)),
                TypeKind::Named { .. } => {}
                _ => next.push(alternative),
            }
        }
    }
    false
}

/// The alternatives of a circle that lead out of it.
#[derive(Default)]
struct Found<'t> {
    seen: BTreeSet<&'t str>,
    variants: Vec<ValueType>,
    nullable: bool,
}

impl<'t> Found<'t> {
    fn collect(
        &mut self,
        value: &'t ValueType,
        name: &str,
        circular: &BTreeSet<String>,
        types: &'t BTreeMap<String, ValueType>,
    ) {
        self.nullable |= value.nullable;
        for alternative in alternatives(value) {
            match &alternative.kind {
                TypeKind::Named { name: other } if circular.contains(other) => {
                    self.nullable |= alternative.nullable;
                    if other != name
                        && self.seen.insert(other)
                        && let Some(value) = types.get(other)
                    {
                        self.collect(value, name, circular, types);
                    }
                }
                TypeKind::Union(_) => self.collect(alternative, name, circular, types),
                _ if self.variants.contains(alternative) => {}
                _ => self.variants.push(alternative.clone()),
            }
        }
        if alternatives(value).is_empty() && !self.variants.contains(value) {
            self.variants.push(value.clone());
        }
    }

    fn into_value(mut self, of: &ValueType) -> ValueType {
        let kind = match (self.variants.pop(), self.variants.is_empty()) {
            (None, _) => TypeKind::Any,
            (Some(only), true) => {
                self.nullable |= only.nullable;
                only.kind
            }
            (Some(last), false) => {
                self.variants.push(last);
                TypeKind::Union(UnionType { variants: self.variants, exclusive: false })
            }
        };
        ValueType { kind, nullable: self.nullable, ..of.clone() }
    }
}
