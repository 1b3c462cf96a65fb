#include "annotate/language/lexicon.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>

#include "shared/text.h"

namespace sotto::language {

namespace {

struct WordList {
  std::uint32_t classes;
  std::string_view words;  // separated by single spaces
};

// A word in several lists has the classes of all.
constexpr WordList kLists[] = {
    {kSpeechVerb,
     "said says say saying asked asks ask asking replied replies reply replying answered answers answer answering "
     "cried "
     "cries cry crying exclaimed exclaims exclaim exclaiming whispered whispers whisper whispering murmured murmurs "
     "murmur "
     "murmuring muttered mutters mutter muttering shouted shouts shout shouting called calls calling "
     "observed observes remarked remarks remark remarking returned rejoined rejoins responded responds retorted "
     "retorts "
     "demanded demands demanding inquired inquires enquired enquires inquiring enquiring declared declares declaring "
     "announced announces announcing added adds adding continued continues continuing began "
     "repeated repeats repeating suggested suggests suggesting protested protests protesting insisted insists "
     "explained explains "
     "explaining interrupted interrupts interposed interposes pleaded pleads begged begs implored entreated urged "
     "stammered "
     "stuttered faltered gasped gasps groaned moaned growled growls snarled snapped snaps barked roared roars bellowed "
     "thundered yelled screamed screams shrieked shrieks hissed hisses breathed drawled mumbled grumbled grunted "
     "chuckled "
     "sobbed wailed whimpered ejaculated admitted admits confessed agreed agrees assented conceded acknowledged "
     "affirmed "
     "assured pronounced proclaimed uttered spoke speaks concluded resumed resumes pursued proceeded persisted "
     "echoed quoted corrected objected objects contradicted countered challenged commanded ordered directed advised "
     "warned threatened promised vowed swore boasted bragged joked teased taunted mocked jeered sneered scoffed "
     "complained "
     "lamented apologised apologized greeted thanked commented mentioned noted stated reported informed told tells "
     "recited chanted sang sings intoned crooned cooed chirped piped squeaked squealed croaked rasped wheezed panted "
     "puffed spluttered sputtered blurted babbled gabbled prattled quavered trembled lisped drawls opined ventured "
     "volunteered offered invited summoned hailed queried questioned interrogated reasoned argued reiterated "
     "maintained asserted averred cautioned reminded reproached rebuked scolded chided remonstrated expostulated "
     "soothed comforted consoled coaxed cajoled wheedled persuaded reassured encouraged cheered exulted gloated raved "
     "ranted stormed "
     "fumed raged flashed fired snorted sniffed whined sputters bawled hooted "
     "cackled giggled tittered simpered purred commenced interjected interpolated "
     "philosophized moralized summed broke burst concurred acquiesced dissented prayed counselled "
     "dictated translated prompted finished ended"},
    {kMannerVerb,
     "laughed laughs laughing smiled smiles smiling sighed sighs sighing nodded nods nodding frowned grinned beamed "
     "shrugged scowled glared stared sneering wept sobbing chuckling gasping panting trembling blushed winced started "
     "went goes going cut put came thought mused reflected wondered read reads hesitated paused turned looked "
     "shuddered shivered smirked pouted grimaced yawned coughed hummed whistled swallowed choked inclined"},
    {kThoughtVerb,
     "thought thinks think thinking mused musing reflected reflecting wondered wondering pondered meditated "
     "considered"},
    {kSilentVerb,
     "mouthed mouthing wrote writes written writing read reads reading spelt spelled printed signed scrawled "
     "inscribed engraved titled entitled headed labelled marked typed painted carved stamped"},
    {kSubjectPronoun | kMale, "he"},
    {kSubjectPronoun | kFemale, "she"},
    {kSubjectPronoun | kPlural, "they we"},
    {kSubjectPronoun | kFirstPerson, "i"},
    {kSubjectPronoun, "it you who one"},
    {kObjectPronoun | kMale, "him himself"},
    {kObjectPronoun | kFemale, "her herself"},
    {kObjectPronoun | kPlural, "them us themselves"},
    {kObjectPronoun | kFirstPerson, "me myself"},
    {kPossessivePronoun | kMale, "his"},
    {kPossessivePronoun | kFemale, "her hers"},
    {kPossessivePronoun | kPlural, "their our"},
    {kPossessivePronoun | kFirstPerson, "my"},
    {kPossessivePronoun, "its your"},
    {kFirstPerson | kPlural, "we us our"},
    {kTitle | kMale,
     "mr sir lord monsieur mister master m signor senor herr count baron duke prince king father brother "
     "uncle abbe monseigneur don esquire"},
    {kTitle | kFemale,
     "mrs miss ms lady madame mademoiselle mme mlle signora signorina senora senorita frau fraulein "
     "countess baroness duchess princess queen mother sister aunt auntie madam dame mistress mesdames"},
    {kTitle,
     "dr doctor professor prof captain capt colonel col major general gen admiral inspector detective sergeant "
     "constable lieutenant reverend rev judge justice officer agent commander commissioner corporal private "
     "superintendent president saint st cousin nurse comrade bishop chief mayor senator governor nawab old young "
     "poor little dear"},
    {kAbbreviation, "mr mrs ms dr st prof capt col gen rev lt sgt messrs esq jr sr vs etc mme mlle hon mt no"},
    {kKin | kMale,
     "father papa dad daddy pa grandad granddad gramps brother son husband uncle grandfather grandpa nephew grandson "
     "stepfather "
     "stepson brother-in-law father-in-law son-in-law bridegroom godfather widower"},
    {kKin | kFemale,
     "mother mamma mama mum mummy mommy ma gran nan nana sister daughter wife aunt auntie grandmother grandma granny "
     "niece "
     "granddaughter stepmother stepdaughter sister-in-law mother-in-law daughter-in-law bride godmother widow"},
    {kKin, "cousin parent child twin spouse"},
    {kPersonNoun | kMale,
     "man boy gentleman lad fellow youth king prince lord duke count baron priest monk abbot vicar curate "
     "rector clergyman parson bishop butler footman valet waiter porter policeman constable sailor soldier "
     "fisherman coachman chap knight squire earl emperor father papa brother son husband uncle nephew "
     "grandfather widower bachelor host schoolboy landlord master lover actor wizard marquis "
     "monsieur sultan nawab pirate bridegroom barber cabman cabby shepherd workman tradesman "
     "frenchman englishman irishman german american italian postman hunter"},
    {kPersonNoun | kFemale,
     "woman girl lady maid maiden queen princess duchess countess baroness nun nurse governess "
     "housekeeper housemaid parlourmaid landlady hostess mistress widow bride mother mamma sister daughter wife aunt "
     "niece grandmother actress witch seamstress waitress lass damsel matron spinster heroine "
     "schoolgirl charwoman signora sorceress laundress englishwoman frenchwoman marchioness ayah"},
    {kPersonNoun,
     "child stranger doctor professor captain colonel major general admiral inspector detective sergeant "
     "lieutenant judge coroner lawyer solicitor barrister teacher student pupil servant cook driver gardener "
     "guard officer clerk secretary poet painter artist writer author musician singer dancer visitor guest "
     "traveller traveler passenger prisoner thief friend companion neighbour neighbor cousin baby creature "
     "person figure voice voices chorus leader chief president speaker other another first second third someone "
     "somebody "
     "everyone everybody nobody beggar merchant shopkeeper baker butcher miller tailor smith farmer peasant messenger "
     "magistrate surgeon chemist physician patient librarian chairman editor reporter journalist philosopher anarchist "
     "invalid orphan ghost phantom angel devil spirit assistant attendant subaltern collector missionary "
     "interpreter guide conductor gatekeeper watchman warder jailer executioner hare hatter queen mouse"},
    {kPersonNoun | kPlural,
     "men women boys girls ladies gentlemen children people others servants soldiers voices guests crowd "
     "sisters brothers friends students pupils officers both all"},
    {kPreposition,
     "to at with of from by for in on upon into over under beside behind before after towards toward against "
     "about between among near round around across through without like than beyond above below past "
     "up down off out along inside outside within until till during despite except concerning"},
    {kAuxiliary,
     "was were is are had has have been be would could should might must may will shall can did does do having being "
     "didn't wasn't couldn't wouldn't hadn't isn't don't doesn't won't can't"},
    {kConjunction,
     "and but or nor then as when while that which because though although if so yet where whose whom for since "
     "until unless whilst"},
    {kDeterminer, "the a an this that these those another some any every each no"},
    {kAdverb,
     "then again now only still just also even once more rather quite very too soon almost never ever always at last "
     "presently aloud too back out up on in down off over away here there however indeed perhaps meanwhile "
     "half merely simply suddenly finally thus hastily next first later twice all"},
    {kPastVerb,
     "went came got gave took made saw knew thought felt found left kept held stood sat lay rose fell ran drew threw "
     "put set "
     "let brought caught bent bit blew broke built bought chose clung crept cut dealt dug drove ate fought fled flew "
     "forgot "
     "forgave froze grew heard hid hit hurt knelt laid led leaned leapt learnt lent lit lost meant met paid rang read "
     "rode "
     "sank sent shook shone shot shut slid slept smelt sped spent spun sprang spread stole stuck struck swept swam "
     "swung "
     "taught tore threw told trod understood woke wore wove won wound wrote began became stepped nodded looked turned "
     "smiled seemed "
     "said had was were did could would might must should"},
    {kNoName,
     "i oh ah o yes no well good god heaven lord sir madam monsieur monday tuesday wednesday thursday friday saturday "
     "sunday "
     "january february march april may june july august september october november december christmas easter "
     "english french german italian american british european indian spanish russian greek latin irish scotch scottish "
     "welsh "
     "dutch chinese roman christian catholic protestant jewish mohammedan hindu moslem muslim anglo-indian england "
     "france germany italy america "
     "europe india spain russia greece ireland scotland wales britain london paris rome florence bath oxford cambridge "
     "street square road lane hall house park abbey hotel church court castle palace club lodge cottage inn bridge "
     "world war chapter volume book part the a an and but or if when while what who why how where there here this that "
     "these "
     "those it its "
     "he she they we you his her their our my your him them us me not never nothing nobody everybody everyone somebody "
     "something anything all some any every each both one two three four six eight nine ten dear my perhaps indeed "
     "hullo hello hush please thank thanks goodbye good-bye farewell come go let look listen wait stop then now so "
     "ladies gentlemen mademoiselle signor signora jesus christ providence nature bible am pm p.m a.m gutenberg "
     "project is are was were do did does have has had will would shall should can could may might must in on at to "
     "from by for with of "
     "as after before because though although since until upon under over into about between during such even only "
     "just still "
     "meanwhile moreover therefore besides presently afterwards "
     "very too also another other many much more most few several papa mamma mama mother father sister brother son "
     "daughter"},
    {kAddress,
     "sir madam ma'am mother father mamma mama papa mum dad uncle aunt auntie cousin darling dearest dear love "
     "sweetheart "
     "child boy girl brother sister son daughter doctor captain professor colonel major general nurse friend "
     "miss master mistress lad fellow lady gentlemen ladies children boys girls monsieur madame mademoiselle signora "
     "signor "
     "sahib huzoor majesty grandmother grandfather granny inspector"},
    {kGivenName | kMale,
     "john james william thomas george charles henry robert edward richard joseph david daniel paul peter philip frank "
     "fred freddy "
     "frederick arthur albert alfred harry jack tom tim timothy tommy bill billy bob bobby ben benjamin sam samuel joe "
     "jim jimmy "
     "mike michael mark martin matthew luke simon stephen steven andrew anthony antony alexander alec alan adam "
     "abraham "
     "archibald augustus basil bernard bertram bertie cecil christopher claude clarence clement cyril denis dennis "
     "donald dorian douglas "
     "dick edgar edmund edwin eric erik ernest eugene evan felix francis gabriel gerald gilbert godfrey gordon graham "
     "gregory guy harold hector herbert herman hercule horace howard hubert hugh humphrey ian isaac jacob jasper "
     "jeremy jerome "
     "jonathan joshua julian julius justin karl keith kenneth kevin lawrence laurence leo leon leonard leslie lewis "
     "lionel louis "
     "lucien malcolm marcus marcel maurice max maxwell maximilian miles nathan nathaniel ned neil nicholas nick nigel "
     "noah norman oliver oscar "
     "otto owen patrick percy pierre ralph randolph raoul raymond reginald rené rene roger roland ronald ronny rupert "
     "sebastian "
     "septimus sherlock sidney stanley theodore toby tony valentine victor vincent walter wilfred will willie winston "
     "fitzwilliam "
     "ralph rickie tibby jean jacques andré andre antoine françois francois henri gaston philippe etienne emile armand "
     "hans fritz heinrich wilhelm johann ludwig friedrich giovanni giuseppe gino carlo marco luigi ivan dmitri alexei "
     "nikolai boris sergei juan pedro carlos diego hassan ahmed ali aziz mohammed omar raju ravi "
     "aaron abdul aidan aiden ahmad akira alasdair alastair albie aldo alejandro alessandro alfie alistair alonzo "
     "alvin amir amos anders andrei andrey angus anton antonio archie arjun arne artem arturo arun ashok asher "
     "axel bart barney barry bashir benedict benito benjy bjorn brad bradley brendan brett brian bruno bryan "
     "byron caleb callum calum cameron casper chen chris clive clyde cody colin connor conor cormac corey "
     "cornelius craig damian damien damon danny darius davie davy darren davey declan derek desmond dev dexter dimitri "
     "dmitry dominic dougal doug duncan dwayne dylan eamon eddie eduardo eliot elias elijah elliot elliott emil "
     "emilio emmanuel enrique erich esteban ethan euan evander ewan ezra fabian farid federico fergal fergus "
     "fernando filip finn finlay fintan flynn franz gareth garrett gary gavin geoff geoffrey giles glen glenn "
     "goran gunther gus gustav hamish hank harvey hiro hiroshi howie hussein hugo igor imran ismail ivor jake "
     "jamal jamie jared jarvis jason javier jed jeff jeffrey jem jens jesse jethro joel johan jonas jonah jorge "
     "jose josef josh juergen kaspar keiran kenny kenji kieran kofi kris kurt kwame kyle lars leif leonid leopold "
     "levi liam linus lorenzo luca lucas luka lukas lyle magnus manuel marek mario mateo matt matteo matthias "
     "mauricio mehmet mick mickey miguel mikhail milo mitch mohamed muhammad nasser neal neville niall nikos nils "
     "olaf oleg olly oskar osman pablo paddy paolo pascal pavel pete petr pietro piotr quentin rafael rafe rahul "
     "rajesh ramon randy rashid raul reggie remy ricardo rick ricky rico robbie roberto rodney rodrigo rohan rolf "
     "ronan ronnie rory roy rudi rudolf rufus ryan salvador samir samson sandeep sanjay saul sean seamus serge "
     "sergio seth shaun shane simeon sid silas stan stefan steve stig sven tariq teddy terence terrence terry "
     "theo thierry thorsten tobias todd tomas trent trevor tristan troy tyler tyrone ulrich umberto vadim viktor "
     "vikram vince vinny virgil vlad vladimir wally wayne werner wilbur wolfgang xavier yannick yusuf yuri zach "
     "zachary zack zane august christian drew"},
    {kGivenName | kFemale,
     "mary anne ann anna annie jane elizabeth emma emily charlotte caroline catherine katharine katherine kate kitty "
     "lydia louisa "
     "lucy margaret meg maggie marguerite marianne maria marie martha helen helena harriet henrietta fanny frances "
     "florence "
     "eleanor elinor ellen eliza lizzy lizzie bess bessie betty betsy isabel isabella isabelle julia juliet julie "
     "susan susanna "
     "sarah sally sophia sophie sybil sibyl rose rosa rosalind rosamund rachel rebecca ruth penelope phoebe polly "
     "patricia pauline "
     "olivia nora nancy nan minnie mildred millicent matilda mabel laura lavinia lilian lily linda letitia lena "
     "kathleen josephine "
     "joan joanna jenny jessie jean janet irene ida honor hester hilda hetty hannah gwendolen grace gertrude georgiana "
     "georgina "
     "evelyn eve eva evie eugenia ethel esther edith edna dorothy dorothea doris dora dolly diana deborah daisy "
     "cynthia "
     "constance clara clarissa cissy christine christina cecilia cassandra camilla bridget bertha beth bertha beatrice "
     "barbara augusta "
     "audrey arabella antonia angela angelina amy amelia amanda alice alicia alexandra agnes agatha adela adele ada "
     "abigail "
     "victoria virginia vera viola violet vivian wendy winifred winnie adèle celia delia flora gladys gloria ivy "
     "jacinta lilia perfetta "
     "penelope prudence priscilla theresa tilly ursula yvonne zoe henriette jeanne jacqueline juley leonie madeleine "
     "mathilde "
     "odette simone thérèse yvette gretel greta heidi ingrid natasha olga tatiana sonia carmen dolores juanita lucia "
     "beatrix hallie kitty "
     "aaliyah abbie abby adelaide adriana agata agnieszka aida aileen aimee aisha aiko akiko alana alba alina "
     "alison allison alma alva alyssa amara amina amrita ana anastasia angie anika anita anja annabel annabelle "
     "anne-marie anneliese annette annika anthea antoinette anya ariadne ariana ariel astrid aurora ava avril "
     "ayesha becca becky belinda bella bernadette bernice bettina bianca birgit bonnie brenda briony britta "
     "bronwen bryony candice cara carla carlotta carly carol carole carrie cass cassie cath catalina cathy cecily "
     "celeste celine chantal charlene charmaine chloe chrissie ciara claire claudia claudine cleo clementine "
     "colette colleen connie consuelo cora cordelia corinne cornelia cressida danielle daphne daria davina debbie "
     "debra deirdre delilah demi denise desiree diane dina donna dorcas dottie ebony eileen elaine elena elfrida "
     "elisa elisabeth elise elke ella ellie eloise elsa elsie elspeth elvira emilia emmeline enid erica erika "
     "erin ernestine esme esmeralda estelle eunice fatima faye felicia felicity fiona fleur florrie francesca "
     "francine freda freya frida frieda gabriela gabriella gabrielle gail gemma genevieve geraldine gerda gilda "
     "gillian gina ginny giselle gita glenda glynis goldie greer gudrun guinevere gwen gwyneth hanna hatty hayley "
     "heather hedda hedwig helga henny hermione hilde hiroko ilona ilse imelda imogen indira ines inga inge inger "
     "ingeborg iona irina irma isadora isla isobel isolde ivana izzy jackie jana janice janine jasmine jaya "
     "jemima jemma jen jenna jennifer jess jessamy jessica jill jillian joanne jodie johanna josie joyce juana "
     "judith judy juliana jule justine kamala karen karin karla kath kathryn kathy katia katie katja katrin "
     "katrina katya kayla keiko khadija kimberly kirsten kirsty kristin kristina lakshmi lana lara latifa lauren "
     "layla leah leanne leila leticia lettie libby liesl lila lilith lillian lina lisa lisbeth liz liza lola lois "
     "lorelei lorna lottie louise luana luz lyn lynn lynne maddie madeline mae maeve magda magdalena maia maisie "
     "mandy manon mara margarita margery margit margot mariam marian mariana marianna marie-claire marilyn marina "
     "marion marisa marissa marjorie marlene marta martina mary-jane matilde maud maude maura maureen mavis "
     "maxine maya meera megan mei melanie melinda melissa meredith meriel mette mia michaela michelle mikaela "
     "millie mimi minna mira miranda miriam mitzi moira mollie mona monica monique morag morwenna muriel myra "
     "myrtle nadia nadine naomi natalia natalie nell nellie nelly nerys nessa nettie nia niamh nicola nicole nina "
     "nisha noor noreen norma octavia odile olwen ondine oona ophelia orla ottilie paloma pam pamela pandora "
     "paola patsy patty paula paulina petra petronella philippa philomena phyllis pia pippa portia priya rachael "
     "raisa ramona rebekah regina renata rhiannon rhoda rhona rhonda rita roberta rochelle romola rona rosalie "
     "rosanna rosemary rosie rosina rowena roxanne sabina sabine sabrina sadie saffron salma samantha samira "
     "sandra saoirse sara saskia scarlett selina selma serena shabnam sharon sheena sheila shirin shirley siân "
     "sian sidonie sigrid silvia simona sinead siobhan solveig sonja sophy stacey stacy steffi stella stephanie "
     "sue sukie sunita susannah susie suzanne suzy svetlana sylvia sylvie tabitha tamara tamsin tania tanya tara "
     "tess tessa thea thelma theodora tiffany tina tonya trish trudy ulla ulrike una uma valentina valerie "
     "vanessa velma verity verena veronica viv vivienne wanda wilma winona xenia yasmin yoko yolanda yuki zadie "
     "zara zelda zena zita zoya zuleika may june april"},
};

constexpr std::pair<std::string_view, std::string_view> kShortNames[] = {
    {"lizzy", "elizabeth"},  {"lizzie", "elizabeth"},    {"eliza", "elizabeth"},
    {"beth", "elizabeth"},   {"bess", "elizabeth"},      {"betty", "elizabeth"},
    {"kate", "katharine"},   {"kitty", "catherine"},     {"katherine", "katharine"},
    {"meg", "margaret"},     {"maggie", "margaret"},     {"peggy", "margaret"},
    {"harry", "henry"},      {"jack", "john"},           {"johnny", "john"},
    {"tom", "thomas"},       {"tommy", "thomas"},        {"bill", "william"},
    {"billy", "william"},    {"will", "william"},        {"bob", "robert"},
    {"bobby", "robert"},     {"dick", "richard"},        {"ned", "edward"},
    {"ted", "edward"},       {"fred", "frederick"},      {"freddy", "frederick"},
    {"joe", "joseph"},       {"jim", "james"},           {"jimmy", "james"},
    {"sam", "samuel"},       {"ben", "benjamin"},        {"mike", "michael"},
    {"nick", "nicholas"},    {"tony", "anthony"},        {"sally", "sarah"},
    {"nancy", "anne"},       {"molly", "mary"},          {"polly", "mary"},
    {"fanny", "frances"},    {"evie", "evelyn"},         {"minnie", "wilhelmina"},
    {"charlie", "charles"},  {"charley", "charles"},     {"dolly", "dorothy"},
    {"georgie", "george"},   {"jenny", "jane"},          {"annie", "anne"},
    {"nan", "anne"},         {"alec", "alexander"},      {"andy", "andrew"},
    {"dan", "daniel"},       {"dave", "david"},          {"ron", "ronald"},
    {"ronny", "ronald"},     {"tim", "timothy"},         {"vicky", "victoria"},
    {"bertie", "albert"},    {"willie", "william"},      {"francis", "frank"},
    {"lucia", "lucy"},       {"willy", "william"},       {"dad", "father"},
    {"daddy", "father"},     {"papa", "father"},         {"mum", "mother"},
    {"mummy", "mother"},     {"mama", "mother"},         {"mamma", "mother"},
    {"gran", "grandmother"}, {"granny", "grandmother"},  {"grandma", "grandmother"},
    {"nana", "grandmother"}, {"grandpa", "grandfather"}, {"grandad", "grandfather"},
};

std::unordered_map<std::string_view, std::uint32_t> build_table() {
  std::unordered_map<std::string_view, std::uint32_t> table;
  for (const WordList& list : kLists) {
    std::string_view rest = list.words;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      table[rest.substr(0, space)] |= list.classes;
      rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
  }
  return table;
}

}  // namespace

std::uint32_t word_classes(std::string_view lower) {
  static const std::unordered_map<std::string_view, std::uint32_t> table = build_table();
  const auto found = table.find(lower);
  std::uint32_t classes = found == table.end() ? 0 : found->second;
  if (classes == 0 && lower.size() > 4) {
    if (lower.ends_with("ly")) classes |= kAdverb;
    if (lower.ends_with("ed")) classes |= kPastVerb;
  }
  if (classes & (kSpeechVerb | kMannerVerb) && lower.ends_with("ed")) classes |= kPastVerb;
  return classes;
}

std::string_view full_given_name(std::string_view lower) {
  for (const auto& [shorter, full] : kShortNames) {
    if (shorter == lower) return full;
  }
  return {};
}

Gender gender_of(std::uint32_t classes) {
  const bool female = classes & kFemale;
  const bool male = classes & kMale;
  if (female == male) return Gender::unknown;
  return female ? Gender::female : Gender::male;
}

std::uint32_t classes_by_ending(std::string_view noun) {
  constexpr std::string_view kOther[] = {"human", "roman",  "german",   "norman",    "ottoman",
                                         "woman", "caiman", "talisman", "superhuman"};
  constexpr std::size_t kShortest = 5;  // "caveman" is somebody, "man" is in the lists
  if (noun.ends_with("woman") && noun.size() > kShortest) return kPersonNoun | kFemale;
  if (!noun.ends_with("man") || noun.size() <= kShortest) return 0;
  const bool other = among(kOther, noun);
  return other ? 0 : kPersonNoun | kMale;
}

bool is_writing(std::string_view noun) {
  constexpr std::string_view kWritings[] = {
      "advertisement", "article", "banner",     "bible",    "book",        "card",         "clock",  "dial",
      "envelope",      "epitaph", "gravestone", "headline", "inscription", "instructions", "label",  "letter",
      "list",          "map",     "menu",       "motto",    "newspaper",   "note",         "notice", "page",
      "paper",         "papers",  "placard",    "plaque",   "plate",       "postcard",     "poster", "proverb",
      "report",        "screen",  "scroll",     "sign",     "signpost",    "sticker",      "tag",    "telegram",
      "text",          "ticket",  "tombstone",  "verse",    "writing"};
  return among(kWritings, noun);
}

std::uint32_t Lexicon::intern(std::string_view lower) {
  const auto found = numbers_.find(lower);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({std::string(lower), word_classes(lower), 0, 0});
  numbers_.emplace(std::string(lower), number);
  return number;
}

std::uint32_t Lexicon::find(std::string_view lower) const {
  const auto found = numbers_.find(lower);
  return found == numbers_.end() ? kNone : found->second;
}

std::uint32_t Lexicon::add_name(std::uint32_t word) {
  const auto [place, is_new] = names_.emplace(word, static_cast<std::uint32_t>(entries_.size()));
  if (is_new) {
    const Entry& other = entries_[word];
    const std::uint32_t classes = kGivenName | (other.classes & (kMale | kFemale));
    entries_.push_back({other.lower, classes, 0, 0});
  }
  return place->second;
}

std::uint32_t Lexicon::name_of(std::uint32_t word) const {
  const auto found = names_.find(word);
  return found == names_.end() ? word : found->second;
}

}  // namespace sotto::language
