/** Which interfaces of a host carry its traffic to the outside. */

/**
 * Loopback, and what lies upon the cards rather than beside them: bridges, tunnels, bonds, VLANs, cables of containers.
 * Their bytes pass a card as well and would count twice.
 */
const NOT_A_CARD =
  /^(lo\d*|Loopback.*|veth.*|docker.*|br-.*|br\d+|bridge.*|virbr.*|vnet\d.*|tun\d.*|tap.*|cni.*|flannel.*|cali.*|cilium.*|lxc.*|kube.*|dummy.*|bond\d+|bonding_masters|team\d+|wg\d+|sit\d+|ip6tnl\d+|nodelocaldns|ovs.*|isatap.*|.+\.\d+)$/i;

/**
 * Whether an interface is a network card, by its name.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { isNetworkCard } from "@lib/ingest/formats/network_interface.ts";
 * const names = ["eth0", "enp3s0", "lo", "docker0", "veth12ab", "eth0.100", "bond0"];
 * deepStrictEqual(names.filter(isNetworkCard), ["eth0", "enp3s0"]);
 * ```
 */
export function isNetworkCard(name: string): boolean {
  return name !== "" && !NOT_A_CARD.test(name);
}
