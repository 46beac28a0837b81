/** The worker for a reader's own Python: the runtime's worker under a ceiling of memory. */

import "./ceiling.js";
import "../runtime/worker.js";
