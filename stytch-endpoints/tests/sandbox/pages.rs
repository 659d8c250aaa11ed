//! Walking through the pages of searches in the sandbox.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::collections::BTreeSet;

use stytch_endpoints::{
    Stytch,
    b2b::organizations::{self, members},
    consumer::users,
    endpoint_runtime::{Error, Paginate, pagination::Items},
    m2m::clients,
    sandbox::Sandbox,
};

/// Reads all items, and returns their ids and the number of pages' cursors that were seen between them.
macro_rules! walk {
    ($items:expr, $id:ident) => {{
        let mut items: Items<_> = $items;
        let (mut ids, mut cursors) = (Vec::new(), BTreeSet::new());
        while let Some(item) = items.next().await.transpose().unwrap() {
            ids.push(item.$id.to_string());
            cursors.extend(items.pages().cursor().map(str::to_owned));
        }
        (ids, cursors.len())
    }};
}

fn stytch() -> Stytch {
    Sandbox::builder().build().stytch().unwrap()
}

#[tokio::test]
async fn every_user_is_found_once_whatever_the_size_of_a_page() {
    let stytch = stytch();
    let existing = walk!(users::SearchRequest::new().items(&stytch), user_id).0.len();
    for number in 0..7 {
        stytch.send(users::CreateRequest::new().email(format!("user{number}@example.com"))).await.unwrap();
    }
    let all = walk!(users::SearchRequest::new().items(&stytch), user_id);
    assert_eq!((all.0.len(), all.1), (existing + 7, 0));
    for limit in [1, 2, 3, 7] {
        let (ids, cursors) = walk!(users::SearchRequest::new().limit(limit).items(&stytch), user_id);
        assert_eq!(ids, all.0, "{limit}");
        assert_eq!(cursors, all.0.len().div_ceil(usize::try_from(limit).unwrap()) - 1, "{limit}");
    }
}

#[tokio::test]
async fn organizations_and_their_members_are_walked_through_page_by_page() {
    let stytch = stytch();
    let before = walk!(organizations::SearchRequest::new().items(&stytch), organization_id).0.len();
    let mut ids = Vec::new();
    for number in 0..5 {
        let created = stytch.send(organizations::CreateRequest::new(format!("Team {number}"))).await.unwrap();
        ids.push(created.organization.organization_id);
    }
    let (found, _) = walk!(organizations::SearchRequest::new().limit(2).items(&stytch), organization_id);
    assert_eq!(found.len(), before + 5);

    for number in 0..4 {
        let create = members::CreateRequest::new(ids[0].clone(), format!("member{number}@example.com"));
        stytch.send(create).await.unwrap();
    }
    let search = || members::SearchRequest::new(vec![ids[0].clone()]);
    let (members, cursors) = walk!(search().limit(3).items(&stytch), member_id);
    assert_eq!((members.len(), cursors), (4, 1));

    // From the cursor of a page, another program goes on.
    let mut pages = search().limit(3).pages(&stytch);
    let first = pages.next().await.unwrap().unwrap();
    let rest = walk!(search().cursor(pages.cursor().unwrap()).items(&stytch), member_id).0;
    assert_eq!(
        first.members.iter().map(|member| member.member_id.to_string()).chain(rest).collect::<Vec<_>>(),
        members
    );
}

#[tokio::test]
async fn clients_are_walked_through_and_a_wrong_cursor_is_an_error_that_ends_the_list() {
    let stytch = stytch();
    let before = walk!(clients::SearchRequest::new().items(&stytch), client_id).0.len();
    for _ in 0..3 {
        stytch.send(clients::CreateRequest::new(vec!["read:logs".to_owned()])).await.unwrap();
    }
    assert_eq!(walk!(clients::SearchRequest::new().limit(1).items(&stytch), client_id).0.len(), before + 3);

    let mut items = clients::SearchRequest::new().cursor("!").items(&stytch);
    let error: Error<_> = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
    assert!(items.next().await.is_none());
}
