/** Which interfaces of a host carry its traffic to the outside. */

/**
 * Loopback, and what lies upon the cards rather than beside them: bridges, tunnels, bonds, VLANs, cables of containers.
 * Their bytes pass a card as well and would count twice.
 */
const NOT_A_CARD =
  /^(lo\d*|Loopback.*|veth.*|docker.*|br-.*|br\d+|bridge.*|virbr.*|vnet\d.*|tun\d.*|tap.*|cni.*|flannel.*|cali.*|cilium.*|lxc.*|kube.*|dummy.*|bond\d+|bonding_masters|team\d+|wg\d+|sit\d+|ip6tnl\d+|nodelocaldns|ovs.*|isatap.*|.+\.\d+)$/i;

/** Whether an interface is a network card, by its name. */
export function isNetworkCard(name: string): boolean {
  return name !== "" && !NOT_A_CARD.test(name);
}
