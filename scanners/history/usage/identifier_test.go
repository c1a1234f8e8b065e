package usage

import (
	"strings"
	"testing"
)

func TestNameOf(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // the secret is at ¤
		{"STRIPE_SECRET_KEY=¤", "STRIPE_SECRET_KEY"},
		{"export STRIPE_SECRET_KEY='¤", "STRIPE_SECRET_KEY"},
		{"stripe_key: ¤", "stripe_key"},
		{"  stripe-key: \"¤", "stripe-key"},
		{"\"stripeKey\":\"¤", "stripeKey"},
		{"{\"a\": \"x\", \"stripeKey\": \"¤", "stripeKey"},
		{"const apiToken = \"¤", "apiToken"},
		{"apiToken := `¤", "apiToken"},
		{"var apiToken string = \"¤", "apiToken"},
		{"let apiToken: string = \"¤", "apiToken"},
		{"private static final String API_TOKEN = \"¤", "API_TOKEN"},
		{"\tAPIToken: \"¤", "APIToken"},
		{"cfg.Stripe.APIToken = \"¤", "APIToken"},
		{"os.Setenv(\"STRIPE_KEY\", \"¤", "STRIPE_KEY"},
		{"ENV['STRIPE_KEY'] = '¤", "STRIPE_KEY"},
		{"'stripe_key' => '¤", "stripe_key"},
		{"ENV STRIPE_KEY ¤", "STRIPE_KEY"},
		{"ENV STRIPE_KEY=¤", "STRIPE_KEY"},
		{"tool --stripe-key=¤", "stripe-key"},
		{"if stripeKey == \"¤", "stripeKey"},
		{"DATABASE_URL=postgres://user:¤", "DATABASE_URL"},
		{"DATABASE_URL: \"postgres://user:¤", "DATABASE_URL"},
		{"STRIPE_URL=https://example.com/?token=¤", "STRIPE_URL"},
		{"          - name: STRIPE_KEY\n            value: \"¤", "STRIPE_KEY"},
		{"variable \"stripe_key\" {\n  type = string\n  default = \"¤", "stripe_key"},
		{"stripe_pem: |\n  ¤", "stripe_pem"},
		{"STRIPE_PEM=\"\n¤", "STRIPE_PEM"},
		{"cat > x <<EOF\n¤", ""},
		{"stripe_pem = <<-EOT\n¤", "stripe_pem"},

		{"\"-u somebody:\" + \"¤", ""},
		{"\"-u somebody: \", \"x\", \"¤", ""},
		{"tokens := []string{\"firstvalue\", \"¤", ""},
		{"allTokens = [\"¤", "allTokens"},
		{"allTokens = [\"firstvalue\", \"¤", ""},
		{"compare(firstvalue, \"¤", ""},
		{"password: ¤", ""},
		{"  \"token\": \"¤", ""},
		{"api-key=¤", ""},
		{"KEY=¤", ""},
		{"¤", ""},
		{"other_name: x\n¤", ""},
		{"other_name: x\npassword: ¤", ""},
		{"other_name:\n\n  ¤", ""},
		{"curl -H \"Authorization: Bearer ¤", ""},
		{"func f(¤", ""},
		{strings.Repeat("n", 65) + "=¤", ""},
		{"1234567=¤", ""},
		{strings.Repeat("x", 5000) + "¤", ""},
	} {
		text := strings.ReplaceAll(test.text, "¤", "SECRET")
		if got := nameOf([]byte(text), strings.Index(test.text, "¤"), nil); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// TestNameIsNoSecret proves that the first secret of a pair is not taken for the
// name of the second.
func TestNameIsNoSecret(t *testing.T) {
	const text = `"FIRSTOFPAIR": "second"`
	if got := nameOf([]byte(text), 16, nil); got != "FIRSTOFPAIR" {
		t.Errorf("got %q", got)
	}
	if got := nameOf([]byte(text), 16, []span{{3, 8}, {16, 22}}); got != "" {
		t.Errorf("a secret is taken for a name: %q", got)
	}
}

// TestNameOfAnything proves that no text is too odd, and no offset.
func FuzzNameOf(f *testing.F) {
	f.Add([]byte("a: b\nname=\"x"), 8)
	f.Add([]byte("=\n"), 2)
	f.Add([]byte("variable \"\nvalue: "), 18)
	f.Fuzz(func(t *testing.T, text []byte, at int) {
		if name := nameOf(text, at, nil); name != "" && (!isWord(name) || !strings.Contains(string(text), name)) {
			t.Errorf("%q is no word of the text", name)
		}
	})
}
