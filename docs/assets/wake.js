/** On the page of a lab: wakes Python while the rest of the page still arrives. */

import { engine } from "./visit.js";

engine.start();
