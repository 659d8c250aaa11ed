package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := "{}"
	request, err := http.NewRequest("POST", "https://test.stytch.com/v1/b2b/organizations/acme/members/ada%40acme.example/connected_apps/connected-app-test-1/revoke", strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.SetBasicAuth(os.Getenv("STYTCH_PROJECT_ID"), os.Getenv("STYTCH_SECRET"))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Stytch-Member-Session", os.Getenv("STYTCH_SESSION_TOKEN"))
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Status, string(content))
}
