//! The contexts in which a secret is planted, each with the sorts of secrets that stand there. None of the secrets is in
//! the source.

use crate::secrets_planted::{Numbers, private_key};

/// Makes a secret.
pub type Maker = fn(&mut Numbers) -> String;

/// What people type and what a generator makes, where a password stands.
const PASSWORD: &[Maker] = &[
    |n| n.base62(20),
    |n| n.base62(40),
    |n| n.hex(32),
    |n| base64(n.base62(32).as_bytes()),
    |n| format!("{}#{}!{}", n.base62(6), n.base62(3), n.base62(4)),
    |n| format!("{}{}", WORDS[n.below(WORDS.len())], 10 + n.below(90)),
];

/// What stands where a token does.
const TOKEN: &[Maker] = &[
    |n| n.base62(20),
    |n| n.base62(40),
    |n| n.hex(32),
    |n| base64(n.base62(32).as_bytes()),
    |n| format!("{}#{}!{}", n.base62(6), n.base62(3), n.base62(4)),
    |n| n.base62(26),
];

/// What a generator makes.
const GENERATED: &[Maker] = &[
    |n| n.base62(24),
    |n| n.base62(40),
    |n| n.hex(32),
    |n| n.hex(64),
    |n| base64(n.base62(24).as_bytes()),
    |n| n.base62(32),
];

/// Hexadecimal digits.
const HEX: &[Maker] = &[|n| n.hex(32), |n| n.hex(40), |n| n.hex(48), |n| n.hex(64), |n| n.hex(128), |n| n.hex(64)];

/// A seed of one-time passwords.
const BASE32: &[Maker] = &[|n| n.base32(16), |n| n.base32(26), |n| n.base32(32), |n| n.base32(32)];

/// The bytes of a key, one by one.
const BYTES: &[Maker] =
    &[|n| bytes(n, 16, ", "), |n| bytes(n, 32, ", "), |n| bytes(n, 32, ","), |n| bytes(n, 24, ", ")];

/// The same in decimal digits.
const NUMBERS: &[Maker] = &[|n| numbers(n, 16), |n| numbers(n, 32), |n| numbers(n, 32), |n| numbers(n, 24)];

/// What a password guards is told beside it, in base64.
const PAIR: &[Maker] = &[
    |n| base64(format!("shop:{}", n.base62(16)).as_bytes()),
    |n| base64(format!("ci-bot:{}", n.hex(32)).as_bytes()),
    |n| base64(format!("jane@corp.io:{}{}", WORDS[n.below(WORDS.len())], n.below(99)).as_bytes()),
    |n| base64(format!("admin:{}!{}", n.base62(5), n.base62(5)).as_bytes()),
];

/// A text that holds a secret, in base64.
const WRAPPED: &[Maker] = &[
    |n| base64(format!("{{\"password\": \"{}\"}}", n.base62(16)).as_bytes()),
    |n| base64(format!("ghp_{}", n.base62(36)).as_bytes()),
    |n| base64(format!("DB_PASSWORD={}\nDB_HOST=db.corp.io\n", n.base62(12)).as_bytes()),
    |n| base64(format!("postgres://shop:{}@db.corp.io/shop", n.base62(14)).as_bytes()),
    |n| base64(private_key(n.below(1 << 20) as u64).0.as_bytes()),
    |n| base64(format!("{{\"auths\":{{\"r.corp.io\":{{\"auth\":\"{}\"}}}}}}", PAIR[0](n)).as_bytes()),
];

/// The line of a key.
const KEY_LINES: &[Maker] = &[|n| base64(n.base62(300).as_bytes()), |n| base64(n.base62(600).as_bytes())];

const UUID: &[Maker] = &[uuid, uuid, uuid, uuid];

const AZURE_DEVOPS: &[Maker] = &[
    |n| n.text("abcdefghijklmnopqrstuvwxyz234567", 52),
    |n| format!("{}JQQJ99{}AZDO{}", n.base62(52), n.base62(18), n.base62(4)),
];

const ARTIFACTORY: &[Maker] = &[
    |n| format!("AKCp{}", n.base62(69)),
    |n| format!("cmVmdGtuOj{}", n.base62(54)),
    |n| format!("AKCp{}", n.base62(69)),
];

const WORDS: [&str; 8] = ["walnut", "kestrel", "harbour", "granite", "thistle", "juniper", "saffron", "meadow"];

/// Where a secret stands at `@@`, and the sorts that stand there.
#[rustfmt::skip]
pub const CONTEXTS: &[(&str, &[Maker])] = &[
    // The name is another token, or stands on another line.
    ("env:\n  - name: DB_PASSWORD\n    value: \"@@\"\n", PASSWORD),
    ("        - name: PAYMENT_API_KEY\n          value: @@\n", TOKEN),
    ("{\"name\": \"API_TOKEN\", \"value\": \"@@\"}\n", TOKEN),
    ("{\n  \"name\": \"DB_PASSWORD\",\n  \"value\": \"@@\"\n}\n", PASSWORD),
    ("{\"value\": \"@@\", \"name\": \"API_TOKEN\"}\n", GENERATED),
    ("{\"ParameterKey\": \"DBPassword\", \"ParameterValue\": \"@@\"}\n", PASSWORD),
    ("{\"Key\": \"client_secret\", \"Value\": \"@@\"}\n", TOKEN),
    ("variable \"db_password\" {\n  type    = string\n  default = \"@@\"\n}\n", PASSWORD),
    ("variable \"api_token\" {\n  description = \"the token of the shop\"\n  type = string\n  default = \"@@\"\n}\n", TOKEN),
    ("  DbPassword:\n    Type: String\n    NoEcho: true\n    Default: @@\n", PASSWORD),
    ("<property name=\"password\">@@</property>\n", PASSWORD),
    ("<property name=\"connection.password\" value=\"@@\"/>\n", PASSWORD),
    ("<server>\n  <id>corp</id>\n  <username>ci</username>\n  <password>@@</password>\n</server>\n", PASSWORD),
    ("<entry key=\"db.password\">@@</entry>\n", PASSWORD),
    ("<string name=\"maps_api_key\">@@</string>\n", TOKEN),
    ("<key>ApiToken</key>\n<string>@@</string>\n", TOKEN),
    ("<add key=\"ClientSecret\" value=\"@@\" />\n", TOKEN),
    ("<db.password>@@</db.password>\n", PASSWORD),
    ("<password>\n    @@\n</password>\n", PASSWORD),
    ("ENV DB_PASSWORD @@\n", PASSWORD),
    ("ENV API_TOKEN @@\n", TOKEN),
    ("ENV A=1 API_TOKEN=@@ B=2\n", TOKEN),
    ("ARG NPM_TOKEN=@@\n", TOKEN),
    ("machine git.corp.io login deploy password @@\n", PASSWORD),
    ("machine git.corp.io\n  login deploy\n  password @@\n", PASSWORD),
    ("db.password=@@\n", PASSWORD),
    ("spring.datasource.password: @@\n", PASSWORD),
    ("sonar.login.token = @@\n", TOKEN),
    ("set -gx SHOP_TOKEN @@\n", TOKEN),
    ("setenv SHOP_PASSWORD @@\n", PASSWORD),
    ("$env:SHOP_SECRET = '@@'\n", TOKEN),
    ("setx SHOP_TOKEN \"@@\"\n", TOKEN),
    ("password:\n  - @@\n", PASSWORD),
    ("secret: >-\n  @@\n", TOKEN),

    // What is taken where a variable is not set.
    ("key = os.getenv('API_KEY', '@@')\n", TOKEN),
    ("pw = os.environ.get(\"DB_PASSWORD\", \"@@\")\n", PASSWORD),
    ("const token = process.env.API_TOKEN || '@@';\n", TOKEN),
    ("const token = process.env[\"API_TOKEN\"] ?? \"@@\";\n", TOKEN),
    ("value_of(\"password\").unwrap_or(\"@@\")\n", PASSWORD),
    ("env::var(\"API_TOKEN\").unwrap_or_else(|_| \"@@\".to_string())\n", TOKEN),
    ("env::var(\"DB_PASSWORD\")\n    .unwrap_or_else(|_| String::from(\"@@\"))\n", PASSWORD),
    ("ENV.fetch(\"SECRET_KEY\") { \"@@\" }\n", TOKEN),
    ("ENV['API_TOKEN'] || '@@'\n", TOKEN),
    ("System.getenv().getOrDefault(\"DB_PASSWORD\", \"@@\")\n", PASSWORD),
    ("$key = getenv('API_KEY') ?: '@@';\n", TOKEN),
    ("'password' => env('DB_PASSWORD', '@@'),\n", PASSWORD),
    ("PASSWORD=${DB_PASSWORD:-@@}\n", PASSWORD),
    ("@Value(\"${shop.api-key:@@}\")\n", TOKEN),
    ("getEnv(\"API_TOKEN\", \"@@\")\n", TOKEN),
    ("config.get('auth', 'secret', fallback='@@')\n", TOKEN),
    ("parser.add_argument(\"--password\", default=\"@@\")\n", PASSWORD),
    ("#[arg(long, env = \"API_TOKEN\", default_value = \"@@\")]\n", TOKEN),
    ("viper.SetDefault(\"auth.secret\", \"@@\")\n", TOKEN),
    ("flag.String(\"token\", \"@@\", \"what the server asks for\")\n", TOKEN),

    // Pairs.
    ("(\"password\", \"@@\"),\n", PASSWORD),
    ("[\"api_token\", \"@@\"]\n", TOKEN),
    ("(b\"secret\", b\"@@\")\n", TOKEN),
    ("map.put(\"password\", \"@@\");\n", PASSWORD),
    ("props.setProperty(\"db.password\", \"@@\");\n", PASSWORD),
    ("request.header(\"X-Api-Key\", \"@@\")\n", TOKEN),
    ("user, password = \"shop\", \"@@\"\n", PASSWORD),
    ("let (user, password) = (\"shop\", \"@@\");\n", PASSWORD),
    ("form.append('client_secret', '@@');\n", TOKEN),
    ("(\"password\" . \"@@\")\n", PASSWORD),
    ("{:password, \"@@\"}\n", PASSWORD),

    // Told to a person.
    ("# pw: @@\n", PASSWORD),
    ("// pass: @@\n", PASSWORD),
    ("# login: admin / @@\n", PASSWORD),
    ("# credentials: admin:@@\n", PASSWORD),
    ("-- user shop, password @@\n", PASSWORD),
    ("| Password | `@@` |\n", PASSWORD),
    ("Log in as `admin` with the password `@@`.\n", PASSWORD),

    // Command lines.
    ("mysql -u root -p@@ shop\n", PASSWORD),
    ("mysqldump -uroot -p'@@' shop > shop.sql\n", PASSWORD),
    ("redis-cli -h cache.corp.io -a @@ ping\n", PASSWORD),
    ("keytool -importkeystore -storepass @@ -keystore shop.ks\n", PASSWORD),
    ("keytool --storepass @@ --keystore shop.ks\n", PASSWORD),
    ("jarsigner -keypass @@ shop.jar main\n", PASSWORD),
    ("sshpass -p @@ ssh deploy@web1\n", PASSWORD),
    ("sshpass -p'@@' scp a deploy@web1:\n", PASSWORD),
    ("curl -u shop:@@ https://api.corp.io\n", TOKEN),
    ("curl -sS --user 'shop:@@' https://api.corp.io\n", TOKEN),
    ("docker login -u ci -p @@ registry.corp.io\n", PASSWORD),
    ("az login --service-principal -u app -p @@ --tenant corp\n", PASSWORD),
    ("PGPASSWORD=@@ psql -h db.corp.io shop\n", PASSWORD),
    ("echo @@ | docker login --password-stdin registry.corp.io\n", PASSWORD),
    ("openssl pkcs12 -in a.p12 -passin pass:@@\n", PASSWORD),
    ("openssl enc -aes-256-cbc -k @@ -in a\n", PASSWORD),
    ("htpasswd -b users shop @@\n", PASSWORD),
    ("ldapsearch -D cn=admin -w @@ -b dc=corp\n", PASSWORD),
    ("rabbitmqctl add_user shop @@\n", PASSWORD),
    ("smbclient //files/share -U shop%@@\n", PASSWORD),
    ("gpg --batch --passphrase @@ -d a.gpg\n", PASSWORD),
    ("zip -P @@ a.zip a\n", PASSWORD),
    ("mongo --username shop -p @@ admin\n", PASSWORD),
    ("run([\"docker\", \"login\", \"-u\", \"ci\", \"-p\", \"@@\"])\n", PASSWORD),
    ("run([\"redis-cli\", \"-a\", \"@@\"])\n", PASSWORD),
    ("helm upgrade shop ./shop --set auth.password=@@\n", PASSWORD),
    ("vault login @@\n", GENERATED),
    ("gh secret set API_TOKEN --body \"@@\"\n", TOKEN),

    // Data bases.
    ("CREATE USER shop IDENTIFIED BY '@@';\n", PASSWORD),
    ("ALTER ROLE shop WITH LOGIN PASSWORD '@@';\n", PASSWORD),
    ("INSERT INTO users (name, password) VALUES ('shop', '@@');\n", PASSWORD),

    // What makes a key of a text.
    ("Fernet(b\"@@\")\n", GENERATED),
    ("key = bytes.fromhex(\"@@\")\n", HEX),
    ("hmac.new(b\"@@\", body, \"sha256\")\n", PASSWORD),
    ("AES.new(b\"@@\", AES.MODE_GCM)\n", GENERATED),
    ("crypto.createHmac('sha256', '@@')\n", PASSWORD),
    ("new SecretKeySpec(\"@@\".getBytes(), \"AES\")\n", GENERATED),
    ("jwt.encode(claims, \"@@\", algorithm=\"HS256\")\n", PASSWORD),
    ("jwt.sign({ id }, '@@', { expiresIn: '1h' })\n", PASSWORD),
    ("HmacSha256::new_from_slice(b\"@@\")\n", GENERATED),
    ("EncodingKey::from_secret(b\"@@\")\n", TOKEN),
    ("hex::decode(\"@@\").expect(\"the key is hexadecimal\")\n", HEX),
    ("client = ShopClient(\"@@\")\n", GENERATED),
    ("boto3.client(\"s3\", \"eu-west-1\", \"AKIAQ\", \"@@\")\n", GENERATED),
    ("const KEY: [u8; 32] = [@@];\n", BYTES),
    ("secret_key = bytes([@@])\n", NUMBERS),
    ("byte[] key = new byte[] { @@ };\n", BYTES),

    // More of the above, as other languages and programs write them.
    ("          - name: MYSQL_ROOT_PASSWORD\n            # set by hand\n            value: '@@'\n", PASSWORD),
    ("variable db_password {\n  sensitive = true\n  default = \"@@\"\n}\n", PASSWORD),
    ("<parameter><name>db.password</name><value>@@</value></parameter>", PASSWORD),
    ("RUN echo 'root:@@' | chpasswd\n", PASSWORD),
    ("docker run -e POSTGRES_PASSWORD=@@ postgres\n", PASSWORD),
    ("let password = matches.get_one::<String>(\"password\").cloned().unwrap_or_else(|| \"@@\".into());\n", PASSWORD),
    ("HTTPBasicAuth('shop', '@@')\n", PASSWORD),
    ("new PasswordAuthentication(\"shop\", \"@@\".toCharArray())\n", PASSWORD),
    ("DriverManager.getConnection(url, \"shop\", \"@@\")\n", PASSWORD),
    ("new MongoClient(\"mongodb://shop:@@@db.corp.io/shop\")\n", PASSWORD),
    ("redis.from_url(\"redis://:@@@cache:6379/0\")\n", PASSWORD),
    ("# pw is @@\n", PASSWORD),
    ("// TODO: remove, admin password = @@\n", PASSWORD),
    ("/* user: admin pass: @@ */\n", PASSWORD),
    ("# root / @@ on the test machine\n", PASSWORD),
    ("var Password = []byte(\"@@\")\n", PASSWORD),
    ("char password[] = \"@@\";\n", PASSWORD),
    ("WiFi.begin(\"shop\", \"@@\");\n", PASSWORD),
    ("NSString *password = @\"@@\";\n", PASSWORD),
    ("users = {\"admin\": \"@@\"}\n", PASSWORD),
    ("username admin password 0 @@\n", PASSWORD),
    ("sqlcmd -S db -U sa -P @@ -Q 'select 1'\n", PASSWORD),
    ("rclone config create x sftp pass @@\n", PASSWORD),
    ("http -a shop:@@ https://x\n", PASSWORD),
    ("ansible-playbook -e \"db_password=@@\" a.yml\n", PASSWORD),
    ("plink -ssh deploy@web1 -pw @@ ls\n", PASSWORD),
    ("net use Z: \\\\files\\share /user:shop @@\n", PASSWORD),
    ("ipmitool -H x -U admin -P @@ power on\n", PASSWORD),
    ("xfreerdp /u:shop /p:@@ /v:web1\n", PASSWORD),
    ("expect \"password:\"\nsend \"@@\\r\"\n", PASSWORD),
    ("useradd -p @@ shop\n", PASSWORD),
    ("kubectl create secret generic db --from-literal=password=@@\n", PASSWORD),
    ("mvn deploy -Dpassword=@@ -Duser=ci\n", PASSWORD),
    ("storePassword '@@'\n", PASSWORD),
    ("signingConfigs { release { storePassword \"@@\" } }\n", PASSWORD),
    ("CREATE LOGIN shop WITH PASSWORD = '@@';\n", PASSWORD),
    ("EXEC sp_addlogin 'shop', '@@'\n", PASSWORD),
    ("cipher = AES.new(bytes(\"@@\", \"utf-8\"), AES.MODE_CBC, iv)\n", GENERATED),
    ("CryptoJS.AES.encrypt(text, \"@@\")\n", GENERATED),
    ("hmac.New(sha256.New, []byte(\"@@\"))\n", GENERATED),
    ("OpenSSL::HMAC.hexdigest(\"SHA256\", \"@@\", data)\n", GENERATED),
    ("Jwts.builder().signWith(SignatureAlgorithm.HS256, \"@@\")\n", GENERATED),
    ("token.SignedString([]byte(\"@@\"))\n", GENERATED),
    ("app.use(cookieParser(\"@@\"));\n", GENERATED),
    ("const client = new Stripe(\"@@\");\n", GENERATED),
    ("Rollbar.init(\"@@\", \"production\")\n", GENERATED),
    ("algoliasearch(\"APPID\", \"@@\")\n", GENERATED),
    ("mixpanel.init(\"@@\")\n", GENERATED),
    ("credentials = StaticCredentials(\"AKIAX\", \"@@\")\n", GENERATED),
    ("NewStaticCredentials(\"x\", \"@@\", \"\")\n", GENERATED),
    ("headers.append(\"Ocp-Apim-Subscription-Key\", \"@@\")\n", GENERATED),
    ("&appid=@@\n", GENERATED),
    ("https://api.corp.io/hooks/@@\n", GENERATED),
    ("https://mattermost.corp.io/hooks/@@\n", GENERATED),
    ("gh auth login --with-token <<< \"@@\"\n", GENERATED),
    ("gh auth login --with-token <<< @@\n", GENERATED),
    ("cargo login @@\n", GENERATED),
    ("twine upload -u __token__ -p @@\n", GENERATED),
    ("snyk auth @@\n", GENERATED),
    ("sonar-scanner -Dsonar.login=@@\n", GENERATED),
    ("codecov -t @@\n", GENERATED),
    ("TOKEN=${1:-@@}\n", GENERATED),
    ("TOKEN=\"${TOKEN:=@@}\"\n", GENERATED),
    (": \"${API_KEY:=@@}\"\n", GENERATED),
    ("ConvertTo-SecureString \"@@\" -AsPlainText -Force\n", GENERATED),
    ("buildConfigField \"String\", \"API_KEY\", \"\\\"@@\\\"\"\n", GENERATED),
    ("<wsse:Password Type=\"x\">@@</wsse:Password>\n", PASSWORD),
    ("<Connector keystorePass=\"@@\" port=\"8443\"/>\n", PASSWORD),
    ("let pw = env::var(\"SHOP_PW\").unwrap_or(\"@@\".to_owned());\n", PASSWORD),
    ("pymysql.connect(\"db\", \"shop\", \"@@\", \"shop\")\n", PASSWORD),
    ("**Password:** @@\n", PASSWORD),
    ("requirepass @@\n", PASSWORD),
    ("echo @@ | kinit shop\n", PASSWORD),
    ("AESGCM(b\"@@\")\n", GENERATED),
    ("PAT: @@\n", GENERATED),
    ("secret_key_base: @@\n", GENERATED),

    // Sorts with a form of their own.
    ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\n@@\nPrivate-MAC: 0a\n", KEY_LINES),
    ("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC@@\n", KEY_LINES),
    ("b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB@@\n", KEY_LINES),
    ("AZURE_DEVOPS_EXT_PAT=@@\n", AZURE_DEVOPS),
    ("curl -H 'X-JFrog-Art-Api: @@' https://corp.jfrog.io\n", ARTIFACTORY),
    ("call(\"@@\")\n", ARTIFACTORY),
    ("https://corp.webhook.office.com/webhookb2/@@/IncomingWebhook/x\n", HEX),
    ("https://hooks.zapier.com/hooks/catch/4711/@@/\n", GENERATED),
    ("https://maker.ifttt.com/trigger/sold/with/key/@@\n", GENERATED),
    ("otpauth://totp/shop:jane?secret=@@&issuer=shop\n", BASE32),
    ("pyotp.TOTP(\"@@\").now()\n", BASE32),
    ("{\"auths\": {\"registry.corp.io\": {\"auth\": \"@@\"}}}\n", PAIR),
    ("RAILS_MASTER_KEY=@@\n", HEX),
    ("@@", &[|n| n.hex(32), |n| n.hex(32)]),
    ("//npm.example.com/:_authToken=@@\n", UUID),
    ("//npm.corp.io/:_auth=@@\n", PAIR),
    ("git clone https://@@:x-oauth-basic@github.com/corp/shop.git\n", GENERATED),
    ("apiVersion: v1\nkind: Secret\ndata:\n  config.json: @@\n", WRAPPED),
    ("echo @@ | base64 -d > config\n", WRAPPED),
    ("atob(\"@@\")\n", WRAPPED),
    ("CONFIG=@@\n", WRAPPED),
    ("headers[\"Authorization\"] = \"Basic @@\"\n", PAIR),
    ("apiVersion: v1\nkind: Secret\ndata:\n  password: @@\n", PAIR),
    ("{\"HEROKU_API_KEY\": \"@@\"}\n", UUID),
];

fn uuid(n: &mut Numbers) -> String {
    [8, 4, 4, 4, 12].map(|length| n.hex(length)).join("-")
}

fn bytes(n: &mut Numbers, count: usize, comma: &str) -> String {
    let bytes: Vec<_> = (0..count).map(|_| format!("0x{}", n.hex(2))).collect();
    bytes.join(comma)
}

fn numbers(n: &mut Numbers, count: usize) -> String {
    let bytes: Vec<_> = (0..count).map(|_| n.below(256).to_string()).collect();
    bytes.join(", ")
}

/// Base64 with its padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[bits >> (18 - 6 * place) & 63]);
            text.push(if place <= three.len() { letter } else { '=' });
        }
    }
    text
}
