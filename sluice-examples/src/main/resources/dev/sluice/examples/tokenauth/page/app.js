/** Puts the two panels of the page to work. */

import { Panel } from "./panel.js";
import { sessionWay, tokenWay } from "./ways.js";

const template = document.getElementById("line");
for (const [id, way] of [["token", tokenWay], ["session", sessionWay]]) {
  new Panel(document.getElementById(id), template, way).resume();
}
