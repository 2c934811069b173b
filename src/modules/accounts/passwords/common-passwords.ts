/**
 * What is tried first when passwords are guessed: the most frequent ones of published leaks, and the words they are built from.
 * Kept in small letters; capitals, `0` for `o` and the like are seen through by the rules.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  password passwords password1 password12 password123 passw0rd passwort passphrase mypassword yourpassword thepassword newpassword
  oldpassword mypass pass1234 pass12345 passpass passcode secretpassword longpassword strongpassword goodpassword changepassword
  temppassword temporary defaultpassword default changeme changemenow changeit letmein letmeinnow letmein123 opensesame sesame
  welcome welcome1 welcome12 welcome123 welcomehome welcomeback hello123 hello1234 helloworld hellohello hellokitty hello12345
  iloveyou iloveyou1 iloveyou2 iloveyou12 iloveyou123 iloveu iloveme iloveyousomuch iloveyouforever ilovemyself ilovemyfamily
  ilovejesus ilovegod ilovehim iloveher ilovemom ilovemydog ilovemycat ilovemyhusband ilovemywife ilovechocolate ilovemusic
  imissyou thankyou jesuschrist jesusislord jesuslovesme godisgood godisgreat godislove godbless godblessyou blessed
  admin administrator admin123 admin1234 admin12345 adminadmin adminpassword rootroot superuser superman superman1 supersecret
  batman spiderman ironman wonderwoman starwars startrek lordoftherings harrypotter pokemon pikachu minecraft fortnite roblox
  trustno1 trustnoone nopassword nothing whatever whatever1 anything something everything someone somebody nobody
  qwerty qwerty1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyui qwertyuiop qwertyuiop1 qwertz qwertzuiop azerty azertyuiop
  asdf asdfgh asdfghjkl asdfasdf asdf1234 zxcvbn zxcvbnm zxcvbnm1 qazwsx qazwsxedc qazwsx123 qweasd qweasdzxc qweqwe
  1qaz2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1zaq1 1qazxsw2 2wsx3edc 3edc4rfv 123qwe 123qweasd
  qwe123 qwe12345 abc123 abc1234 abc12345 abcd1234 abcde12345 a1b2c3 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 a123456 a12345678
  123abc 1234abcd 12345qwert 123456a 1234567a 12345678a 123456789a 1a2b3c4d 123456 1234567 12345678 123456789 1234567890
  12345678910 123456789012 123123 123123123 12341234 123321 1234554321 123454321 987654321 9876543210 87654321 7654321 654321
  0123456789 0987654321 147258369 147852369 159357 159753 741852963 789456123 789456 456789 112233 11223344 1122334455 121212
  12121212 131313 13131313 212121 232323 696969 69696969 101010 10101010 102030 10203040 246810 1357924680 13579 24680
  111111 11111111 222222 22222222 333333 444444 555555 55555555 666666 777777 7777777 77777777 888888 88888888 999999 99999999
  000000 00000000 0000000000 1111111111 1212121212 password! p@ssword p@ssw0rd p@55w0rd pa55word pa55w0rd
  football football1 baseball baseball1 basketball basketball1 volleyball softball hockey soccer soccer1 swimming wrestling
  cowboys steelers eagles packers patriots raiders broncos yankees redsox lakers chicago cubs bears dallas arsenal arsenal1
  chelsea chelsea1 liverpool liverpool1 manchester manutd manunited barcelona realmadrid juventus rangers celtic
  sunshine sunshine1 princess princess1 princesa daddysgirl daddy mommy mother father grandma grandpa brother sister family
  myfamily children daughter husband babygirl babygirl1 babyboy babydoll beautiful handsome gorgeous sweetheart sweetie
  sweetpea honeybee honey lovely loveme loveyou lovelove lover lovers loverboy lovergirl forever foreverlove truelove
  mylove mylife mybaby myangel angel angel1 angels angelface heaven paradise butterfly butterfly1 dolphin dolphins elephant
  dragon dragon1 dragons dragonball monkey monkey1 monkeys monkey123 tigger tiger tigers lion lions panther panthers
  kitten kitty kittycat puppy puppies doggie buster bailey charlie charlie1 maggie ginger pepper peanut cookie cookies
  chocolate chocolate1 strawberry blueberry cherry banana orange apple apples pineapple cinnamon vanilla cheese cheesecake
  pumpkin cupcake icecream coffee pizza chicken spaghetti hamburger bubbles rainbow rainbows flower flowers sunflower
  summer summer1 summertime winter winter1 spring autumn january february march april june july august september october
  november december monday tuesday wednesday thursday friday saturday sunday christmas halloween birthday happybirthday
  happy happyday happyness happiness smile smiley sunshine12 shadow shadow1 midnight twilight moonlight starlight sunlight
  master master1 mastermind killer killer1 hunter hunter1 ranger warrior soldier sniper assassin gangster player playboy
  michael michael1 michelle michelle1 jennifer jennifer1 jessica jessica1 jordan jordan23 ashley ashley1 amanda amanda1
  nicole daniel daniel1 andrew andrew1 anthony anthony1 joshua joshua1 matthew matthew1 robert thomas william christopher
  alexander alexandra alejandro alejandra benjamin brandon brittany cameron caroline catherine charlotte christian christina
  danielle elizabeth fernando francisco gabriel gabriela guadalupe isabella jonathan katherine kimberly lorenzo margaret
  mercedes mohammed nathaniel nicholas patricia roberto samantha samantha1 sebastian stephanie valentina veronica victoria
  victoria1 vincent freddie roadrunner snoopy scooby scoobydoo garfield mickey mickeymouse minnie tinkerbell winniethepooh
  spongebob simpsons homer marlboro mustang mustang1 corvette camaro porsche ferrari lamborghini mercedes1 bmw harley yamaha
  honda toyota computer computer1 computers internet windows microsoft samsung iphone android google facebook instagram
  youtube linkedin twitter amazon yahoo hotmail gmail outlook website server database network system security private
  secret secret1 secrets topsecret confidential access access14 login loginlogin signin guest user username testing testtest
  test1234 test12345 testing123 demodemo example sample temp1234 qwertyqwerty abcabc abcabcabc aaaaaa aaaaaaaa zzzzzz xxxxxx
  freedom freedom1 america american unitedstates newyork newyorkcity losangeles california florida texas chicago1 lasvegas
  london england ireland scotland germany france italy mexico brazil canada australia jamaica philippines indonesia colombia
  qwer1234 zxcv1234 asdfqwer asdfzxcv poiuytrewq mnbvcxz lkjhgfdsa poiuyt 0okm9ijn 1qaz 2wsx 1qaz1qaz qazqaz wsxwsx
  blink182 metallica nirvana slipknot ironmaiden greenday linkinpark eminem rockstar rocknroll rockandroll guitar guitar1
  drummer pianist musician music musicislife hiphop letsgo letsplay playstation nintendo xbox360 gamer gaming counterstrike
  callofduty leagueoflegends worldofwarcraft warcraft diablo pokemon1 naruto sasuke sakura goldfish yellow purple silver
  golden green orange1 pinkpink blackcat whitecat redrose blackrose diamond diamonds crystal emerald sapphire
  biteme fuckyou fuckyou1 fuckoff asshole bullshit bitch whatthefuck sexy sexygirl sexybitch hotgirl hotstuff
  correctpassword incorrect wrongpassword forgotpassword forgetit idontknow dontknow noidea remember rememberme passwordpassword
  permit permits building buildingpermit inspector inspection contractor cityhall portal department
`
    .trim()
    .split(/\s+/),
);
