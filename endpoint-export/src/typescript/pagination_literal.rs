//! The pages of a list as data for the package's runtime.

use endpoint_runtime::{
    metadata::Pagination,
    provider::{Operation, TypeKind},
};

use super::literal::{Literal, member};

/// Writes how one page leads to the next.
pub(super) fn pagination(operation: &Operation, declared: &Pagination) -> Literal {
    let Pagination { kind, argument, argument_member, member: read, items, more, done, first, .. } = *declared;
    let parameter = argument.and_then(|name| operation.parameter(name));
    let is_text =
        parameter.is_some_and(|parameter| matches!(operation.types.kind(&parameter.value_type), TypeKind::String(_)));
    let mut members = vec![member("kind", kind.as_str())];
    members.extend(argument.map(|name| member("argument", name)));
    members.extend((!argument_member.is_empty()).then(|| member("argumentMember", argument_member)));
    members.extend(is_text.then(|| ("isText".to_owned(), Literal::flag(true))));
    members.extend(read.map(|pointer| member("member", pointer)));
    members.push(member("items", items));
    members.extend(more.map(|pointer| member("more", pointer)));
    members.extend(done.map(|pointer| member("done", pointer)));
    members.extend((first != Pagination::of(kind).first).then(|| ("first".to_owned(), Literal::number(first))));
    Literal::Object(members)
}
