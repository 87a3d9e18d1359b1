// Everything here is a comfort: without it the pages read, search, filter and link just the same.
import { trackContents } from "./contents.js";
import { offerCopies } from "./copying.js";
import { lightCounterparts } from "./counterparts.js";
import { followShortcuts } from "./keyboard.js";
import { copyPermalinks, keepPlace } from "./permalinks.js";
import { prepareToSay } from "./saying.js";
import { offerSuggestions } from "./suggestions.js";

prepareToSay();
trackContents();
copyPermalinks();
keepPlace();
followShortcuts();
lightCounterparts();
offerCopies();
offerSuggestions();
