import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls a gateway as a default client does: `Calls URL TOKEN GET_PATH POST_PATH`. */
public class Calls {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        call("GET", args[0] + args[2], args[1], BodyPublishers.noBody());
        call("HEAD", args[0] + args[2], args[1], BodyPublishers.noBody());
        call("POST", args[0] + args[3], args[1], BodyPublishers.ofString("{}"));
    }

    private static void call(String method, String url, String token, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        System.out.println(method + " " + response.statusCode() + " " + response.version() + " " + response.body());
    }
}
