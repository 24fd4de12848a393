// Pages work without scripts; each module makes one thing quicker.
import { chooseByTyping } from "./modules/choosing.js";
import { copyAddresses } from "./modules/copy.js";
import { closeMenus } from "./modules/menus.js";
import { moveFocus } from "./modules/focus.js";
import { openPanels } from "./modules/panel.js";
import { followReaders } from "./modules/readers.js";
import { editRows } from "./modules/rows.js";

closeMenus();
moveFocus();
editRows();
chooseByTyping();
copyAddresses();
openPanels();
followReaders();
