//! Cycles of named types: `A` is `B` or a string, and `B` is `A` or a number.

use std::collections::{BTreeMap, BTreeSet};

use super::{TypeKind, UnionType, ValueType};

/// Replaces each type that is part of a cycle of names and unions by the other types of the cycle.
///
/// Whoever follows names and variants then ends at a type. A cycle without any other type becomes any JSON. A type that contains
/// itself in a list, a map or an object is no such cycle.
pub(super) fn break_cycles(mut types: BTreeMap<String, ValueType>) -> BTreeMap<String, ValueType> {
    let cyclic: BTreeSet<String> = types.keys().filter(|name| is_cyclic(name, &types)).cloned().collect();
    let broken: Vec<(String, ValueType)> = cyclic
        .iter()
        .filter_map(|name| {
            let value = types.get(name)?;
            let mut exits = Exits::default();
            exits.collect(value, name, &cyclic, &types);
            Some((name.clone(), exits.replace_kind_of(value)))
        })
        .collect();
    types.extend(broken);
    types
}

/// Returns the types that a value of this type may have, if it is a union or a name.
fn alternatives(value: &ValueType) -> &[ValueType] {
    match &value.kind {
        TypeKind::Union(union) => &union.variants,
        TypeKind::Named { .. } => std::slice::from_ref(value),
        _ => &[],
    }
}

fn is_cyclic(name: &str, types: &BTreeMap<String, ValueType>) -> bool {
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

/// The types of a cycle that are not part of it themselves.
#[derive(Default)]
struct Exits<'t> {
    seen: BTreeSet<&'t str>,
    variants: Vec<ValueType>,
    nullable: bool,
}

impl<'t> Exits<'t> {
    fn collect(
        &mut self,
        value: &'t ValueType,
        name: &str,
        cyclic: &BTreeSet<String>,
        types: &'t BTreeMap<String, ValueType>,
    ) {
        self.nullable |= value.nullable;
        for alternative in alternatives(value) {
            match &alternative.kind {
                TypeKind::Named { name: other } if cyclic.contains(other) => {
                    self.nullable |= alternative.nullable;
                    if other != name
                        && self.seen.insert(other)
                        && let Some(value) = types.get(other)
                    {
                        self.collect(value, name, cyclic, types);
                    }
                }
                TypeKind::Union(_) => self.collect(alternative, name, cyclic, types),
                _ if self.variants.contains(alternative) => {}
                _ => self.variants.push(alternative.clone()),
            }
        }
        if alternatives(value).is_empty() && !self.variants.contains(value) {
            self.variants.push(value.clone());
        }
    }

    /// Returns `value` with the collected types in place of its kind.
    fn replace_kind_of(mut self, value: &ValueType) -> ValueType {
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
        ValueType { kind, nullable: self.nullable, ..value.clone() }
    }
}
