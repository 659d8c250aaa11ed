use endpoint_api_tests::telegram::{
    BotClient, DownloadRequest, GetUpdatesRequest, ReplyMarkup, SendMessageRequest, SendPhotoRequest,
};
use endpoint_runtime::{Client, FilePart, Stage};

use crate::support::{Answer, body, call, line, ok};

const TOKEN: &str = "123:AAsecret";

#[tokio::test]
async fn the_token_is_in_the_path() {
    let message = || ok("application/json", r#"{"ok":true,"result":{"message_id":5,"text":"Hi"}}"#);
    let (sent, answer) = call(SendMessageRequest::new(TOKEN, -7, "Hi"), message()).await;
    assert_eq!(line(&sent), "POST /bot123%3AAAsecret/sendMessage");
    assert_eq!((body(&sent), answer.message_id), (r#"{"chat_id":-7,"text":"Hi"}"#, 5));
    let request = GetUpdatesRequest::new(TOKEN).offset(9).allowed_updates(vec!["message".to_owned()]);
    let (sent, updates) = call(request, ok("application/json", r#"{"ok":true,"result":[{"update_id":9}]}"#)).await;
    assert_eq!(line(&sent), "GET /bot123%3AAAsecret/getUpdates?offset=9&allowed_updates=%5B%22message%22%5D");
    assert_eq!(updates[0].update_id, 9);
    let (sent, _) = call(DownloadRequest::new(TOKEN, "photos/a b.jpg"), ok("image/jpeg", "x")).await;
    assert_eq!(line(&sent), "GET /file/bot123%3AAAsecret/photos/a%20b.jpg");
}

#[tokio::test]
async fn a_photo_has_fields_and_json_beside_it() {
    let photo = FilePart::new("a.png", "x").with_content_type("image/png");
    let request = SendPhotoRequest::new(TOKEN, -7, photo).reply_markup(ReplyMarkup::new([vec!["Yes".to_owned()]]));
    let (sent, _) = call(request, ok("application/json", r#"{"ok":true,"result":{"message_id":5}}"#)).await;
    let expected = "--part-0\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n-7\r\n\
                    --part-0\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nx\r\n\
                    --part-0\r\nContent-Disposition: form-data; name=\"reply_markup\"\r\nContent-Type: application/json\r\n\r\n{\"keyboard\":[[\"Yes\"]]}\r\n\
                    --part-0--\r\n";
    assert_eq!(body(&sent), expected);
}

#[tokio::test]
async fn an_error_tells_the_description_and_not_the_token() {
    let answer = ok("application/json", r#"{"ok":false,"error_code":400,"description":"chat not found"}"#);
    let client = Client::builder().base_url("https://api.telegram.org").transport(Answer(answer)).build().unwrap();
    let request = SendMessageRequest::new(TOKEN, -7, "Hi");
    assert!(!format!("{request:?}").contains("AAsecret"), "{request:?}");
    let error = BotClient::from(client).send_message(request).await.unwrap_err();
    assert_eq!((error.stage(), error.message().as_deref()), (Stage::Api, Some("chat not found")));
    assert!(!format!("{error:?} {error}").contains("AAsecret"), "{error:?}");
}
